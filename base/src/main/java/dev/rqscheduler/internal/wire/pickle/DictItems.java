/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
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
    static final PyValue.Global RECONSTRUCTOR = new PyValue.Global("copyreg", "_reconstructor");

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
}
