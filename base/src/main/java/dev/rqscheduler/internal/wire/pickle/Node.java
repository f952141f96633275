/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value on the reader's stack. Containers are still being filled, so they have an identity; atoms are complete. */
abstract sealed class Node {
    /** True once a second reference to it may exist: from the memo, or by duplication on the stack. */
    boolean shared;

    static final class Atom extends Node {
        final PyValue value;
        /** Where its opcode begins, and where the next one does. */
        final int begin;

        final int end;

        Atom(PyValue value, int begin, int end) {
            this.value = value;
            this.begin = begin;
            this.end = end;
        }
    }

    static final class TupleNode extends Node {
        final List<Node> items;

        TupleNode(List<Node> items) {
            this.items = items;
        }
    }

    static final class ListNode extends Node {
        final List<Node> items = new ArrayList<>(4);
    }

    /** A set, or a frozenset. */
    static final class SetNode extends Node {
        final boolean frozen;
        final Map<String, Node> items = new LinkedHashMap<>(8);

        SetNode(boolean frozen) {
            this.frozen = frozen;
        }
    }

    /** One assignment; two of them are never equal. */
    static final class Item {
        final Node key;
        final Node value;

        Item(Node key, Node value) {
            this.key = key;
            this.value = value;
        }
    }

    static final class DictNode extends Node {
        final Map<String, Item> items = new LinkedHashMap<>(8);
    }

    /** An object of an unknown class: the recipe for it. */
    static final class ObjectNode extends Node {
        final Node callable;
        final Node args;
        final @Nullable Node kwargs;

        @Nullable
        Node state;

        /** True if items were assigned before the state was given, or state was given twice: no pickler does that. */
        boolean assignedBeforeState;

        final List<Node> listItems = new ArrayList<>(0);
        final List<Item> dictItems = new ArrayList<>(0);

        ObjectNode(Node callable, Node args, @Nullable Node kwargs) {
            this.callable = callable;
            this.args = args;
            this.kwargs = kwargs;
        }
    }
}
