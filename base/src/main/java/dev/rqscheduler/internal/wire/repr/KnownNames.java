/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves names of Python's module builtins and of known classes. */
final class KnownNames {
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

    private KnownNames() {}

    /** The repr of a known class or function; null if the name is unknown. */
    static @Nullable String repr(String name) {
        if (!name.startsWith(BUILTINS)) {
            return KnownClasses.isClass(name) ? "<class '" + name + "'>" : null;
        }
        String bare = name.substring(BUILTINS.length());
        if (bare.equals("Ellipsis") || bare.equals("NotImplemented") || bare.equals("None")) {
            return bare;
        } else if (TYPES.contains(bare) || isException(name)) {
            return "<class '" + exception(name) + "'>";
        }
        return FUNCTIONS.contains(bare) ? "<built-in function " + bare + ">" : null;
    }

    /** True for Python's own exceptions. */
    static boolean isException(String name) {
        return name.startsWith(BUILTINS)
                && name.length() < 60
                && name.chars().skip(BUILTINS.length()).allMatch(KnownNames::isLetter)
                && EXCEPTIONS.stream().anyMatch(name::endsWith);
    }

    /** The name that Python prints: two are other names of OSError. */
    static String exception(String name) {
        String bare = shortened(name);
        return bare.equals("IOError") || bare.equals("EnvironmentError") ? "OSError" : bare;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The name without {@code builtins.}, which Python does not show either. */
    static String shortened(String name) {
        return name.startsWith(BUILTINS) ? name.substring(BUILTINS.length()) : name;
    }
}
