/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.List;
import java.util.Map;

/** Small types of Python itself, its exceptions, and its modules time, types and functools. */
final class BuiltinForms {
    private static final List<String> TIME_FIELDS =
            List.of("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst");

    /** Classes that cannot be found by name. */
    private static final Map<String, String> TYPES =
            Map.of("None", "NoneType", "Ellipsis", "ellipsis", "NotImplemented", "NotImplementedType");

    /** OSError makes an object of a subclass by the error number; these are Linux's. */
    private static final Map<Integer, String> BY_ERROR_NUMBER = Map.ofEntries(
            Map.entry(1, "PermissionError"),
            Map.entry(2, "FileNotFoundError"),
            Map.entry(3, "ProcessLookupError"),
            Map.entry(4, "InterruptedError"),
            Map.entry(10, "ChildProcessError"),
            Map.entry(11, "BlockingIOError"),
            Map.entry(13, "PermissionError"),
            Map.entry(17, "FileExistsError"),
            Map.entry(20, "NotADirectoryError"),
            Map.entry(21, "IsADirectoryError"),
            Map.entry(32, "BrokenPipeError"),
            Map.entry(103, "ConnectionAbortedError"),
            Map.entry(104, "ConnectionResetError"),
            Map.entry(108, "BrokenPipeError"),
            Map.entry(110, "TimeoutError"),
            Map.entry(111, "ConnectionRefusedError"),
            Map.entry(114, "BlockingIOError"),
            Map.entry(115, "BlockingIOError"));

    private BuiltinForms() {}

    static boolean range(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(3) && recipe.args().stream().allMatch(PyValue.Int.class::isInstance);
        if (known) {
            boolean plain = recipe.arg(2).equals(PyValue.Int.of(1));
            out.items("range(", plain ? recipe.args().subList(0, 2) : recipe.args(), ")");
        }
        return known;
    }

    static boolean slice(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(3);
        if (known) {
            out.items("slice(", recipe.args(), ")");
        }
        return known;
    }

    /** {@code type(None)} and its like. */
    static boolean typeOf(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(1)) {
            return false;
        }
        String name = recipe.arg(0) instanceof PyValue.None
                ? "None"
                : recipe.arg(0) instanceof PyValue.Global global
                                && global.module().equals("builtins")
                        ? global.name()
                        : "";
        String type = TYPES.get(name);
        if (type != null) {
            out.text("<class '").text(type).text("'>");
        }
        return type != null;
    }

    /** {@code list[int]} and {@code typing.Dict[str, int]}. */
    static boolean generic(Recipe recipe, ReprWriter out) {
        String type = recipe.isCall(2) ? Recipe.name(recipe.arg(0)) : null;
        if (type == null) {
            return false;
        }
        var parameters = recipe.arg(1) instanceof PyValue.Tuple tuple ? tuple.items() : List.of(recipe.arg(1));
        out.name(KnownClasses.shortened(type));
        out.each("[", parameters, parameter -> {
            String name = Recipe.name(parameter);
            if (name == null) {
                out.value(parameter);
            } else {
                out.name(KnownClasses.shortened(name));
            }
        });
        out.text(parameters.isEmpty() ? "[()]" : "]");
        return true;
    }

    static boolean structTime(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(2)
                || !(recipe.arg(0) instanceof PyValue.Tuple fields)
                || fields.items().size() < TIME_FIELDS.size()) {
            return false;
        }
        String separator = "time.struct_time(";
        for (int i = 0; i < TIME_FIELDS.size(); i++) {
            out.text(separator)
                    .text(TIME_FIELDS.get(i))
                    .text("=")
                    .value(fields.items().get(i));
            separator = ", ";
        }
        out.text(")");
        return true;
    }

    static boolean namespace(Recipe recipe, ReprWriter out) {
        boolean known = recipe.args().isEmpty()
                && recipe.kwargs().isEmpty()
                && recipe.hasNoItems()
                && (!recipe.hasState() || recipe.state() instanceof PyValue.Dict);
        if (known) {
            out.text("namespace(");
            keywords(out, recipe.stateItems(), "");
            out.text(")");
        }
        return known;
    }

    static boolean partial(Recipe recipe, ReprWriter out) {
        if (!recipe.hasNoItems()
                || !(recipe.state() instanceof PyValue.Tuple parts)
                || parts.items().size() != 4
                || !(parts.items().get(1) instanceof PyValue.Tuple args)
                || !(parts.items().get(2) instanceof PyValue.Dict kwargs)) {
            return false;
        }
        out.text("functools.partial(").value(parts.items().get(0));
        out.items(args.items().isEmpty() ? "" : ", ", args.items(), "");
        keywords(out, kwargs.entries(), ", ");
        out.text(")");
        return true;
    }

    private static void keywords(ReprWriter out, List<PyValue.Entry> entries, String first) {
        out.each(first, entries, entry -> {
            if (entry.key() instanceof PyValue.Str name) {
                out.name(name.value());
            } else {
                out.value(entry.key());
            }
            out.text("=").value(entry.value());
        });
    }

    static void exception(Recipe recipe, ReprWriter out) {
        String name = KnownClasses.exception(recipe.name());
        var args = recipe.args();
        if (args.size() >= 2 && args.get(0) instanceof PyValue.Int number) {
            boolean base = name.equals("OSError");
            String special = number.value().bitLength() < 31
                    ? BY_ERROR_NUMBER.get(number.value().intValue())
                    : null;
            if (base || BY_ERROR_NUMBER.containsValue(name)) {
                name = base && special != null ? special : name;
                args = args.subList(0, 2); // the file names are not among what is printed
            }
        }
        out.text(name).items("(", args, ")");
    }
}
