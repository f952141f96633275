/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classes, functions and objects: from what is known of the class, else from the pickle. */
final class ObjectRepr {
    /** Packages whose objects contain internals that are meaningless to a reader. */
    private static final Set<String> OPAQUE =
            Set.of("numpy", "pandas", "scipy", "sklearn", "torch", "polars", "pyarrow", "io", "_io");

    /** numpy's functions that create an array without naming its class. */
    private static final Set<String> ARRAY_MAKERS =
            Set.of("numpy._core.numeric._frombuffer", "numpy.core.numeric._frombuffer");

    private ObjectRepr() {}

    static void append(ReprWriter out, PyValue value) {
        String name = Recipe.name(value);
        if (name != null) {
            named(out, name);
        } else if (value instanceof PyValue.Reduced object) {
            object(out, object);
        }
    }

    private static void named(ReprWriter out, String name) {
        String known = KnownClasses.repr(name);
        if (known != null) {
            out.text(known);
        } else {
            out.text("<").name(name).text(">");
        }
    }

    private static void object(ReprWriter out, PyValue.Reduced object) {
        var recipe = Recipe.of(object);
        if (recipe == null) {
            out.text("<object>");
            return;
        }
        var form = KnownClasses.FORMS.get(recipe.name());
        if (form != null && form.write(recipe, out)) {
            return;
        } else if (KnownClasses.isException(recipe.name())) {
            BuiltinForms.exception(recipe, out);
            return;
        }
        unknown(out, recipe);
    }

    private static void unknown(ReprWriter out, Recipe recipe) {
        String made = madeType(recipe);
        String name = made == null ? recipe.name() : made;
        if (ARRAY_MAKERS.contains(name)) {
            name = "numpy.ndarray";
        }
        var args = made == null ? recipe.positional() : List.<PyValue>of();
        var attributes = Attributes.of(recipe.state());
        boolean silent = args.isEmpty() && recipe.kwargs().isEmpty() && attributes.isEmpty();
        if (silent || OPAQUE.contains(name.substring(0, Math.max(name.indexOf('.'), 0)))) {
            out.text("<").name(KnownClasses.shortened(name)).text(" object>");
            return;
        }
        out.name(KnownClasses.shortened(name)).items("(", args, "");
        String separator = out.each(args.isEmpty() ? "" : ", ", recipe.kwargs(), entry -> {
            if (entry.key() instanceof PyValue.Str key) {
                Attributes.named(out, key.value(), entry.value());
            } else {
                out.value(entry.value());
            }
        });
        attributes.append(out, separator);
        out.text(")");
    }

    /** Returns the class of which a module's function creates an object; null if it does something else. */
    private static @Nullable String madeType(Recipe recipe) {
        String type = recipe.args().isEmpty() ? null : Recipe.name(recipe.arg(0));
        String function = lastPart(recipe.name());
        boolean made = type != null
                && !recipe.name().startsWith("builtins.")
                && (function.startsWith("_") || (isLower(function) && !isLower(lastPart(type))));
        return made ? type : null;
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean isLower(String name) {
        return name.codePoints().limit(1).allMatch(Character::isLowerCase);
    }

    /** {@code a|b}: how 3.11 pickles flags. */
    static boolean or(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(2)) {
            return false;
        }
        var operands = new ArrayList<PyValue>();
        PyValue left = flatten(recipe.args(), operands);
        operands.add(0, left);
        String first = Recipe.name(left);
        if (first == null) {
            String separator = "";
            for (var operand : operands) {
                out.text(separator).value(operand);
                separator = "|";
            }
            return true;
        }
        String owner = first.substring(0, first.lastIndexOf('.') + 1);
        out.text("<").name(first);
        for (var operand : operands.subList(1, operands.size())) {
            String name = Recipe.name(operand);
            out.text("|");
            if (name == null) {
                out.value(operand);
            } else {
                out.name(name.startsWith(owner) ? name.substring(owner.length()) : name);
            }
        }
        out.text(">");
        return true;
    }

    /** Collects the right operands of nested calls in their order; returns the leftmost operand. */
    private static PyValue flatten(List<PyValue> call, List<PyValue> operands) {
        var args = call;
        operands.add(args.get(1));
        while (args.get(0) instanceof PyValue.Reduced inner
                && inner.callable() instanceof PyValue.Global function
                && function.module().equals("_operator")
                && function.name().equals("or_")
                && inner.args() instanceof PyValue.Tuple pair
                && pair.items().size() == 2) {
            args = pair.items();
            operands.add(0, args.get(1));
        }
        return args.get(0);
    }

    /** A method of an object, or a member of anything else that has no name. */
    static boolean member(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(2) || !(recipe.arg(1) instanceof PyValue.Str name)) {
            return false;
        }
        out.value(recipe.arg(0)).text(".").name(name.value());
        return true;
    }

    /**
     * The attributes of an object of a class that is not known here, as far as they are public. The class may hide fields
     * from its own repr, so private ones are omitted, and so are values whose name says they are secret.
     */
    static final class Attributes {
        /** Values may be shared, and objects printed many times: what is examined must not outgrow what is printed. */
        static final int MOST = 100;

        private static final Pattern SECRET = Pattern.compile(
                "password|passwd|passphrase|secret|api_key|apikey|access_key|private_key|credential|token\\z");

        private final List<PyValue> fields = new ArrayList<>();
        private final List<PyValue.Entry> shown = new ArrayList<>();
        private boolean more;

        private Attributes() {}

        static Attributes of(@Nullable PyValue state) {
            var attributes = new Attributes();
            if (state instanceof PyValue.Dict dict && dict.entries().size() <= MOST) {
                // pydantic's models keep their fields one level deeper
                attributes.add(dict.get("__dict__").orElse(dict));
            } else if (state instanceof PyValue.Tuple pair && pair.items().size() == 2) {
                pair.items().forEach(attributes::add); // __dict__, and what the class keeps in __slots__
            } else if (state instanceof PyValue.List list) {
                attributes.fields.addAll(list.items()); // a frozen dataclass with slots: its fields in their order
            } else {
                attributes.add(state == null ? PyValue.None.NONE : state);
            }
            return attributes;
        }

        private void add(PyValue part) {
            if (part instanceof PyValue.Dict dict) {
                dict.entries().subList(0, Math.min(MOST, dict.entries().size())).forEach(this::add);
                more |= dict.entries().size() > MOST;
            } else {
                more |= !(part instanceof PyValue.None);
            }
        }

        private void add(PyValue.Entry entry) {
            if (entry.key() instanceof PyValue.Str name && PyText.isIdentifier(name.value())) {
                if (name.value().startsWith("_")) {
                    more |= !name.value().startsWith("__"); // Python's own are no news
                } else {
                    shown.add(entry);
                }
            } else {
                more = true;
            }
        }

        boolean isEmpty() {
            return fields.isEmpty() && shown.isEmpty();
        }

        /** Appends {@code , name=value} for each, with a first separator of the caller's. */
        void append(ReprWriter out, String first) {
            String next = out.each(first, fields, out::value);
            String last =
                    out.each(next, shown, entry -> named(out, ((PyValue.Str) entry.key()).value(), entry.value()));
            if (more) {
                out.text(last).text("...");
            }
        }

        /** Appends {@code name=value}, without the value if the name says that it is secret. */
        static void named(ReprWriter out, String name, PyValue value) {
            out.name(name).text("=");
            if (SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
                out.text("...");
            } else {
                out.value(value);
            }
        }
    }
}
