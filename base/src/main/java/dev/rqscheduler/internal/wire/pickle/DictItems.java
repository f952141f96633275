/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a dict, and of an object that is a dict's subclass as far as its pickle shows. */
final class DictItems {
    private static final List<PyValue.Global> DICT_CLASSES = List.of(
            new PyValue.Global("builtins", "dict"),
            new PyValue.Global("collections", "OrderedDict"),
            new PyValue.Global("collections", "defaultdict"),
            new PyValue.Global("collections", "Counter"));
    private static final PyValue.Global RECONSTRUCTOR = new PyValue.Global("copyreg", "_reconstructor");

    private DictItems() {}

    /** The items in the order of their assignment; null if the value is not known to be a dict. */
    static @Nullable List<Node.Item> of(Node node) {
        if (node instanceof Node.DictNode dict) {
            return List.copyOf(dict.items.values());
        }
        return node instanceof Node.ObjectNode object ? of(object) : null;
    }

    private static @Nullable List<Node.Item> of(Node.ObjectNode object) {
        var wrapped = WrappedDicts.of(object);
        if (wrapped != null) {
            return wrapped.items();
        }
        var items = initial(object);
        if (items == null && object.dictItems.isEmpty()) {
            return null;
        }
        var all = new ArrayList<>(items == null ? List.<Node.Item>of() : items);
        all.addAll(object.dictItems);
        return all;
    }

    /** Returns true if the item was assigned, rather than possibly copied by a call. */
    static boolean assigned(Node node, Node.Item item) {
        if (!(node instanceof Node.ObjectNode object)) {
            return true;
        }
        var wrapped = WrappedDicts.of(object);
        var candidates = wrapped == null ? object.dictItems : wrapped.own();
        return candidates.stream().anyMatch(assigned -> assigned == item);
    }

    /** Returns the object's initial content; null if its class is not known to be a dict's. */
    private static @Nullable List<Node.Item> initial(Node.ObjectNode object) {
        if (!(object.callable instanceof Node.Atom atom
                && atom.value instanceof PyValue.Global type
                && object.args instanceof Node.TupleNode args)) {
            return null;
        }
        if (type.equals(RECONSTRUCTOR)) {
            // How protocols 0 and 1 make an object of a dict's subclass: class, base class, content.
            return args.items.size() == 3 && args.items.get(2) instanceof Node.DictNode content
                    ? List.copyOf(content.items.values())
                    : null;
        } else if (!DICT_CLASSES.contains(type)) {
            return null;
        }
        var source = args.items.isEmpty() ? null : args.items.get(args.items.size() - 1);
        if (source instanceof Node.DictNode dict) {
            return List.copyOf(dict.items.values());
        }
        return source instanceof Node.ListNode pairs ? pairs(pairs) : List.of();
    }

    /** The list of pairs from which Python 2 made its OrderedDict. */
    private static List<Node.Item> pairs(Node.ListNode list) {
        var items = new ArrayList<Node.Item>();
        for (var pair : list.items) {
            var parts = pair instanceof Node.ListNode inner
                    ? inner.items
                    : pair instanceof Node.TupleNode tuple ? tuple.items : List.<Node>of();
            if (parts.size() == 2) {
                items.add(new Node.Item(parts.get(0), parts.get(1)));
            }
        }
        return items;
    }

    /**
     * The items of a {@code collections.UserDict} or {@code collections.ChainMap}: standard-library classes that are not
     * dicts, but keep one in an attribute. Subclasses may do anything with it, so only these two are read.
     *
     * @param items all items; if a key occurs twice the last one counts
     * @param own the items whose values an assignment of the same key replaces in place
     */
    private record WrappedDicts(List<Node.Item> items, List<Node.Item> own) {
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
            } else if (!(value instanceof Node.ListNode maps)
                    || maps.items.isEmpty()
                    || maps.items.size() > MOST_MAPS) {
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
            return isGlobal(object.callable, RECONSTRUCTOR)
                    && args.items.size() == 3
                    && isGlobal(args.items.get(0), type);
        }

        private static boolean isGlobal(Node node, PyValue.Global global) {
            return node instanceof Node.Atom atom && atom.value.equals(global);
        }
    }
}
