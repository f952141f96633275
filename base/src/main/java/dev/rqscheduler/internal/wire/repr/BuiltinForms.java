/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.List;
import java.util.Map;

/** Small types of Python itself and of its modules time, types and functools. */
final class BuiltinForms {
    private static final List<String> TIME_FIELDS =
            List.of("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst");

    /** Classes that cannot be found by name. */
    private static final Map<String, String> TYPES =
            Map.of("None", "NoneType", "Ellipsis", "ellipsis", "NotImplemented", "NotImplementedType");

    private BuiltinForms() {}

    static boolean range(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall()
                && recipe.args().size() == 3
                && recipe.args().stream().allMatch(PyValue.Int.class::isInstance);
        if (known) {
            boolean plain = recipe.args().get(2).equals(PyValue.Int.of(1));
            out.items("range(", plain ? recipe.args().subList(0, 2) : recipe.args(), ")");
        }
        return known;
    }

    static boolean slice(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall() && recipe.args().size() == 3;
        if (known) {
            out.items("slice(", recipe.args(), ")");
        }
        return known;
    }

    /** {@code type(None)} and its like. */
    static boolean typeOf(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().size() != 1) {
            return false;
        }
        String name = recipe.args().get(0) instanceof PyValue.None
                ? "None"
                : recipe.args().get(0) instanceof PyValue.Global global
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
        String type = recipe.isCall() && recipe.args().size() == 2
                ? Recipe.name(recipe.args().get(0))
                : null;
        if (type == null) {
            return false;
        }
        var parameters = recipe.args().get(1) instanceof PyValue.Tuple tuple
                ? tuple.items()
                : List.of(recipe.args().get(1));
        out.name(KnownNames.shortened(type));
        String separator = "[";
        for (var parameter : parameters) {
            if (out.full()) {
                break;
            }
            String name = Recipe.name(parameter);
            out.text(separator);
            if (name == null) {
                out.value(parameter);
            } else {
                out.name(KnownNames.shortened(name));
            }
            separator = ", ";
        }
        out.text(parameters.isEmpty() ? "[()]" : "]");
        return true;
    }

    static boolean structTime(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall()
                && recipe.args().size() == 2
                && recipe.args().get(0) instanceof PyValue.Tuple fields
                && fields.items().size() >= TIME_FIELDS.size();
        if (known && recipe.args().get(0) instanceof PyValue.Tuple fields) {
            String separator = "time.struct_time(";
            for (int i = 0; i < TIME_FIELDS.size(); i++) {
                out.text(separator)
                        .text(TIME_FIELDS.get(i))
                        .text("=")
                        .value(fields.items().get(i));
                separator = ", ";
            }
            out.text(")");
        }
        return known;
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
        String separator = first;
        for (var entry : entries) {
            if (out.full()) {
                return;
            }
            out.text(separator);
            if (entry.key() instanceof PyValue.Str name) {
                out.name(name.value());
            } else {
                out.value(entry.key());
            }
            out.text("=").value(entry.value());
            separator = ", ";
        }
    }
}
