/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names known here: the classes whose repr follows from their pickle, a fixed table from module and qualified name
 * to the form, and those of Python's module builtins. A form writes only what it recognises in every part; everything
 * else prints as an object of an unknown class.
 */
final class KnownClasses {
    /** Writes nothing and returns false for a recipe that the class itself does not pickle. */
    interface Form {
        boolean write(Recipe recipe, ReprWriter out);
    }

    static final Map<String, Form> FORMS = forms();

    /** Functions that make objects; their names are not those of classes. */
    private static final Set<String> MAKERS = Set.of("""
            _operator.or_ _operator.getitem re._compile array._array_reconstructor zoneinfo.ZoneInfo._unpickle
            pytz._p pytz._UTC pytz.FixedOffset dateutil.tz._tzfile._unpickle
            """.strip().split("\\s+"));

    /** Classes whose objects the reader knows itself, or that a method creates. */
    private static final Set<String> OTHER_CLASSES =
            Set.of("datetime.date", "datetime.timedelta", "datetime.timezone", "datetime.tzinfo", "zoneinfo.ZoneInfo");

    private static final String BUILTINS = "builtins.";

    private static final Set<String> TYPES = Set.of("""
            bool bytearray bytes classmethod complex dict enumerate filter float frozenset int list map
            memoryview object property range reversed set slice staticmethod str super tuple type zip
            """.strip().split("\\s+"));

    private static final Set<String> FUNCTIONS = Set.of("""
            abs aiter all anext any ascii bin breakpoint callable chr compile delattr dir divmod eval exec
            format getattr globals hasattr hash hex id input isinstance issubclass iter len locals max min next
            oct ord pow print repr round setattr sorted sum vars __import__ __build_class__
            """.strip().split("\\s+"));

    /** How the names of exceptions end; Python's has no other classes in builtins that begin with a capital letter. */
    private static final Set<String> EXCEPTIONS =
            Set.of("Error", "Exception", "Warning", "Exit", "Group", "Interrupt", "Iteration");

    private KnownClasses() {}

    /** True if the name is that of a class, and not of a function that makes objects of it. */
    private static boolean isClass(String name) {
        return OTHER_CLASSES.contains(name) || (FORMS.containsKey(name) && !MAKERS.contains(name));
    }

    private static Map<String, Form> forms() {
        var forms = new HashMap<String, Form>();
        forms.put("builtins.complex", NumberForms::complex);
        forms.put("builtins.range", BuiltinForms::range);
        forms.put("builtins.slice", BuiltinForms::slice);
        forms.put("builtins.type", BuiltinForms::typeOf);
        forms.put("builtins.getattr", ObjectRepr::member);
        forms.put("_operator.or_", ObjectRepr::or);
        forms.put("decimal.Decimal", NumberForms::decimal);
        forms.put("fractions.Fraction", NumberForms::fraction);
        forms.put("uuid.UUID", NumberForms::uuid);
        forms.put("datetime.datetime", DateForms::zoned);
        forms.put("datetime.time", DateForms::zoned);
        forms.put("time.struct_time", BuiltinForms::structTime);
        forms.put("types.SimpleNamespace", BuiltinForms::namespace);
        forms.put("types.GenericAlias", BuiltinForms::generic);
        forms.put("_operator.getitem", BuiltinForms::generic);
        forms.put("functools.partial", BuiltinForms::partial);
        forms.put("re._compile", TextForms::pattern);
        forms.put("array.array", NumberForms::array);
        forms.put("array._array_reconstructor", NumberForms::machineArray);
        CollectionForms.addTo(forms);
        DateForms.addTo(forms);
        for (String module : new String[] {"pathlib.", "pathlib._local."}) {
            forms.put(module + "PosixPath", TextForms::posixPath);
            forms.put(module + "PurePosixPath", TextForms::posixPath);
            forms.put(module + "WindowsPath", TextForms::windowsPath);
            forms.put(module + "PureWindowsPath", TextForms::windowsPath);
        }
        for (String kind : new String[] {"Address", "Network", "Interface"}) {
            forms.put("ipaddress.IPv4" + kind, TextForms::address);
            forms.put("ipaddress.IPv6" + kind, TextForms::address);
        }
        return Map.copyOf(forms);
    }

    /** The repr of a known class or function; null if the name is unknown. */
    static @Nullable String repr(String name) {
        if (!name.startsWith(BUILTINS)) {
            return isClass(name) ? "<class '" + name + "'>" : null;
        }
        String bare = name.substring(BUILTINS.length());
        if (bare.equals("Ellipsis") || bare.equals("NotImplemented") || bare.equals("None")) {
            return bare;
        } else if (TYPES.contains(bare) || isException(name)) {
            return "<class '" + exception(name) + "'>";
        }
        return FUNCTIONS.contains(bare) ? "<built-in function " + bare + ">" : null;
    }

    static boolean isException(String name) {
        return name.startsWith(BUILTINS)
                && name.length() < 60
                && name.chars().skip(BUILTINS.length()).allMatch(KnownClasses::isLetter)
                && EXCEPTIONS.stream().anyMatch(name::endsWith);
    }

    /** The name that Python prints: two are other names of OSError. */
    static String exception(String name) {
        String bare = shortened(name);
        return bare.equals("IOError") || bare.equals("EnvironmentError") ? "OSError" : bare;
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The name without {@code builtins.}, which Python does not show either. */
    static String shortened(String name) {
        return name.startsWith(BUILTINS) ? name.substring(BUILTINS.length()) : name;
    }
}
