/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The classes whose repr follows from their pickle: a fixed table from module and qualified name to the form.
 * An entry writes only what it recognises in every part; everything else prints as an object of an unknown class.
 */
final class KnownClasses {
    /** Writes nothing and returns false for a recipe that the class itself does not pickle. */
    interface Form {
        boolean write(Recipe recipe, ReprWriter out);
    }

    static final Map<String, Form> FORMS = forms();

    private static final Set<String> FUNCTIONS = Set.of(
            "_operator.or_",
            "_operator.getitem",
            "re._compile",
            "array._array_reconstructor",
            "zoneinfo.ZoneInfo._unpickle",
            "pytz._p",
            "pytz._UTC",
            "pytz.FixedOffset",
            "dateutil.tz._tzfile._unpickle");

    /** Classes whose objects the reader knows itself, or that a method creates. */
    private static final Set<String> OTHER_CLASSES =
            Set.of("datetime.date", "datetime.timedelta", "datetime.timezone", "datetime.tzinfo", "zoneinfo.ZoneInfo");

    private KnownClasses() {}

    /** True if the name is that of a class, and not of a function that makes objects of it. */
    static boolean isClass(String name) {
        return OTHER_CLASSES.contains(name) || (FORMS.containsKey(name) && !FUNCTIONS.contains(name));
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
        forms.put("datetime.datetime", DateRepr::zoned);
        forms.put("datetime.time", DateRepr::zoned);
        forms.put("time.struct_time", BuiltinForms::structTime);
        forms.put("types.SimpleNamespace", BuiltinForms::namespace);
        forms.put("types.GenericAlias", BuiltinForms::generic);
        forms.put("_operator.getitem", BuiltinForms::generic);
        forms.put("functools.partial", BuiltinForms::partial);
        forms.put("re._compile", PatternForm::write);
        forms.put("array.array", ArrayForm::list);
        forms.put("array._array_reconstructor", ArrayForm::machine);
        CollectionForms.addTo(forms);
        ZoneForms.addTo(forms);
        for (String module : new String[] {"pathlib.", "pathlib._local."}) {
            forms.put(module + "PosixPath", PathForm::posix);
            forms.put(module + "PurePosixPath", PathForm::posix);
            forms.put(module + "WindowsPath", PathForm::windows);
            forms.put(module + "PureWindowsPath", PathForm::windows);
        }
        for (String kind : new String[] {"Address", "Network", "Interface"}) {
            forms.put("ipaddress.IPv4" + kind, AddressForm::write);
            forms.put("ipaddress.IPv6" + kind, AddressForm::write);
        }
        return Map.copyOf(forms);
    }
}
