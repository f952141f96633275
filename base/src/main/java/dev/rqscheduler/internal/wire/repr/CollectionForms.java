/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of the module collections. */
final class CollectionForms {
    /** More assignments than this are printed one by one, without checking for equal keys. */
    private static final int MOST_ASSIGNMENTS = 1000;

    private static final int MOST_MAPS = 100;

    private CollectionForms() {}

    static void addTo(Map<String, KnownClasses.Form> forms) {
        forms.put("collections.Counter", CollectionForms::counter);
        forms.put("collections.ChainMap", CollectionForms::chainMap);
        forms.put("collections.OrderedDict", CollectionForms::orderedDict);
        forms.put("collections.UserDict", CollectionForms::userDict);
        forms.put("collections.UserList", CollectionForms::userData);
        forms.put("collections.UserString", CollectionForms::userData);
        forms.put("collections.defaultdict", CollectionForms::defaultDict);
        forms.put("collections.deque", CollectionForms::deque);
    }

    private static boolean counter(Recipe recipe, ReprWriter out) {
        if (!isContainer(recipe) || recipe.args().size() > 1) {
            return false;
        }
        var counts = List.<PyValue.Entry>of();
        if (!recipe.args().isEmpty()) {
            if (!(recipe.arg(0) instanceof PyValue.Dict dict)) {
                return false;
            }
            counts = dict.entries();
        }
        counts = assigned(counts, recipe.dictItems());
        return dict("Counter(", mostCommonFirst(counts), out);
    }

    private static boolean dict(String begin, List<PyValue.Entry> items, ReprWriter out) {
        out.text(begin);
        if (!items.isEmpty()) {
            out.dict(items);
        }
        out.text(")");
        return true;
    }

    private static List<PyValue.Entry> mostCommonFirst(List<PyValue.Entry> counts) {
        if (counts.stream().anyMatch(entry -> count(entry) == null)) {
            return counts; // Python, too, leaves what cannot be compared in its order
        }
        var sorted = new ArrayList<>(counts);
        sorted.sort(Comparator.comparing(CollectionForms::count, Comparator.nullsFirst(Comparator.reverseOrder())));
        return sorted;
    }

    private static @Nullable BigDecimal count(PyValue.Entry entry) {
        if (entry.value() instanceof PyValue.Int number) {
            return new BigDecimal(number.value());
        } else if (entry.value() instanceof PyValue.Bool bool) {
            return bool.value() ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (entry.value() instanceof PyValue.Float real && Double.isFinite(real.value())) {
            return new BigDecimal(real.value());
        }
        return null;
    }

    private static boolean orderedDict(Recipe recipe, ReprWriter out) {
        if (!isContainer(recipe) || recipe.args().size() > 1) {
            return false;
        }
        var items = recipe.args().isEmpty() ? List.<PyValue.Entry>of() : pairs(recipe.arg(0));
        if (items == null) {
            return false;
        }
        items = assigned(items, recipe.dictItems());
        return dict("OrderedDict(", items, out);
    }

    /** The list of pairs that Python 2 made its OrderedDict of; null if it is not one. */
    private static @Nullable List<PyValue.Entry> pairs(PyValue value) {
        if (!(value instanceof PyValue.List list) || list.items().size() > MOST_ASSIGNMENTS) {
            return null;
        }
        var entries = new ArrayList<PyValue.Entry>();
        for (var item : list.items()) {
            var pair = item instanceof PyValue.List inner
                    ? inner.items()
                    : item instanceof PyValue.Tuple tuple ? tuple.items() : List.<PyValue>of();
            if (pair.size() != 2) {
                return null;
            }
            entries.add(new PyValue.Entry(pair.get(0), pair.get(1)));
        }
        return entries;
    }

    private static boolean defaultDict(Recipe recipe, ReprWriter out) {
        if (!isContainer(recipe) || recipe.args().size() > 1) {
            return false;
        }
        var factory = recipe.args().isEmpty() ? PyValue.None.NONE : recipe.arg(0);
        out.text("defaultdict(").value(factory).text(", ");
        out.dict(assigned(List.of(), recipe.dictItems())).text(")");
        return true;
    }

    private static boolean deque(Recipe recipe, ReprWriter out) {
        boolean known = recipe.kwargs().isEmpty()
                && recipe.base() == null
                && !recipe.hasState()
                && recipe.dictItems().isEmpty()
                && recipe.args().size() <= 2
                && (recipe.args().isEmpty() || recipe.arg(0).equals(PyValue.Tuple.of()));
        if (!known) {
            return false;
        }
        var items = recipe.listItems();
        if (recipe.args().size() < 2 || recipe.arg(1) instanceof PyValue.None) {
            out.items("deque([", items, "])");
            return true;
        } else if (recipe.arg(1) instanceof PyValue.Int most && most.value().signum() >= 0) {
            int kept = most.value().bitLength() > 31
                    ? Integer.MAX_VALUE
                    : most.value().intValue();
            out.items("deque([", items.subList(Math.max(0, items.size() - kept), items.size()), "], maxlen=");
            out.integer(most.value()).text(")");
            return true;
        }
        return false;
    }

    private static boolean chainMap(Recipe recipe, ReprWriter out) {
        if (!isFilled(recipe)
                || !(recipe.attribute("maps") instanceof PyValue.List maps)
                || maps.items().isEmpty()
                || maps.items().size() > MOST_MAPS) {
            return false;
        }
        var shown = new ArrayList<>(maps.items());
        if (!recipe.dictItems().isEmpty()) {
            if (!(shown.get(0) instanceof PyValue.Dict first)) {
                return false;
            }
            shown.set(0, new PyValue.Dict(assigned(first.entries(), recipe.dictItems())));
        }
        out.items("ChainMap(", shown, ")");
        return true;
    }

    private static boolean userDict(Recipe recipe, ReprWriter out) {
        if (!isFilled(recipe) || !(recipe.attribute("data") instanceof PyValue.Dict data)) {
            return false;
        }
        out.dict(assigned(data.entries(), recipe.dictItems()));
        return true;
    }

    /** UserList and UserString print as their content. */
    private static boolean userData(Recipe recipe, ReprWriter out) {
        var data = recipe.attribute("data");
        if (data == null || !recipe.hasNoItems()) {
            return false;
        }
        out.value(data);
        return true;
    }

    private static boolean isFilled(Recipe recipe) {
        return recipe.args().isEmpty()
                && recipe.kwargs().isEmpty()
                && recipe.listItems().isEmpty();
    }

    private static boolean isContainer(Recipe recipe) {
        return recipe.kwargs().isEmpty()
                && recipe.base() == null
                && !recipe.hasState()
                && recipe.listItems().isEmpty();
    }

    /** The items after the assignments: an equal key keeps its place and its first form, and takes the new value. */
    private static List<PyValue.Entry> assigned(List<PyValue.Entry> items, List<PyValue.Entry> assignments) {
        if (items.isEmpty() && assignments.size() > MOST_ASSIGNMENTS) {
            return assignments;
        } else if (assignments.isEmpty()) {
            return items;
        }
        var all = new LinkedHashMap<Object, PyValue.Entry>();
        items.forEach(entry -> assign(all, entry));
        assignments.forEach(entry -> assign(all, entry));
        return List.copyOf(all.values());
    }

    private static void assign(Map<Object, PyValue.Entry> all, PyValue.Entry entry) {
        // A key with parts may share them so often that comparing it takes forever.
        String text = entry.key() instanceof PyValue.Tuple
                        || entry.key() instanceof PyValue.FrozenSet
                        || entry.key() instanceof PyValue.Reduced
                ? null
                : PyKey.of(entry.key());
        Object key = text == null ? new Object() : text;
        all.merge(key, entry, (old, now) -> new PyValue.Entry(old.key(), now.value()));
    }
}
