/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a {@code collections.UserDict} or {@code collections.ChainMap}: standard-library classes that are not
 * dicts, but keep one in an attribute. Subclasses may do anything with it, so only these two are read.
 *
 * @param items all items; if a key occurs twice the last one counts
 * @param own the items whose values an assignment of the same key replaces in place
 */
record WrappedDicts(List<Node.Item> items, List<Node.Item> own) {
    private static final PyValue.Global USER_DICT = new PyValue.Global("collections", "UserDict");
    private static final PyValue.Global CHAIN_MAP = new PyValue.Global("collections", "ChainMap");

    private static final int MOST_MAPS = 100;

    /** Null if the object is neither of the two, or was not made as Python pickles them. */
    static @Nullable WrappedDicts of(Node.ObjectNode object) {
        boolean chain = isMade(object, CHAIN_MAP);
        if ((!chain && !isMade(object, USER_DICT))
                || object.kwargs != null
                || !object.listItems.isEmpty()
                || object.assignedBeforeState
                || !(object.state instanceof Node.DictNode state)) {
            return null;
        }
        var attribute = state.items.get(String.valueOf(PyKey.of(new PyValue.Str(chain ? "maps" : "data"))));
        var dicts = attribute == null ? null : dicts(attribute.value, chain);
        if (dicts == null) {
            return null;
        }
        var items = new ArrayList<Node.Item>();
        for (int i = dicts.size() - 1; i >= 0; i--) { // the first map goes before the others
            items.addAll(dicts.get(i).items.values());
        }
        items.addAll(object.dictItems);
        var own = new ArrayList<>(dicts.get(0).items.values());
        own.addAll(object.dictItems);
        return new WrappedDicts(items, own);
    }

    private static @Nullable List<Node.DictNode> dicts(Node value, boolean chain) {
        if (!chain) {
            return value instanceof Node.DictNode dict ? List.of(dict) : null;
        } else if (!(value instanceof Node.ListNode maps) || maps.items.isEmpty() || maps.items.size() > MOST_MAPS) {
            return null;
        }
        var dicts = new ArrayList<Node.DictNode>();
        for (var map : ((Node.ListNode) value).items) {
            if (!(map instanceof Node.DictNode dict)) {
                return null;
            }
            dicts.add(dict);
        }
        return dicts;
    }

    /** By {@code type.__new__(type)}, or as protocols 0 and 1 call it. */
    private static boolean isMade(Node.ObjectNode object, PyValue.Global type) {
        if (!(object.args instanceof Node.TupleNode args)) {
            return false;
        } else if (isGlobal(object.callable, type)) {
            return args.items.isEmpty();
        }
        return isGlobal(object.callable, DictItems.RECONSTRUCTOR)
                && args.items.size() == 3
                && isGlobal(args.items.get(0), type);
    }

    private static boolean isGlobal(Node node, PyValue.Global global) {
        return node instanceof Node.Atom atom && atom.value.equals(global);
    }
}
