/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the reader built into immutable values. What was one object stays one; where a value contains itself, the
 * inner reference becomes {@link PyValue.Recursive}.
 */
final class NodeFreezer {
    private record Frozen(PyValue value, int height) {}

    private final int maxDepth;
    private final IdentityHashMap<Node, Frozen> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

    NodeFreezer(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    PyValue freeze(Node node) {
        return freeze(node, 0).value;
    }

    private Frozen freeze(Node node, int depth) {
        if (node instanceof Node.Atom atom) {
            return new Frozen(atom.value, 0);
        }
        var known = done.get(node);
        if (depth + (known == null ? 0 : known.height) > maxDepth) {
            throw new WireFormatException("a value nested deeper than " + maxDepth + " levels");
        } else if (known != null) {
            return known;
        } else if (open.put(node, true) != null) {
            return new Frozen(new PyValue.Recursive(recursion(node)), 0);
        }
        var frozen = new Parts(depth).freeze(node);
        open.remove(node);
        done.put(node, frozen);
        return frozen;
    }

    private static String recursion(Node node) {
        if (node instanceof Node.ListNode) {
            return "[...]";
        } else if (node instanceof Node.DictNode) {
            return "{...}";
        }
        return node instanceof Node.TupleNode ? "(...)" : "...";
    }

    /** Freezes the parts of one container, and measures how deep they are. */
    private final class Parts {
        private final int depth;
        private int height;

        Parts(int depth) {
            this.depth = depth;
        }

        Frozen freeze(Node node) {
            PyValue value = build(node);
            return new Frozen(value, height);
        }

        private PyValue build(Node node) {
            if (node instanceof Node.TupleNode tuple) {
                return new PyValue.Tuple(all(tuple.items));
            } else if (node instanceof Node.ListNode list) {
                return new PyValue.List(all(list.items));
            } else if (node instanceof Node.DictNode dict) {
                return new PyValue.Dict(entries(dict.items.values()));
            } else if (node instanceof Node.SetNode set) {
                var items = all(set.items.values());
                return set.frozen ? new PyValue.FrozenSet(items) : new PyValue.Set(items);
            } else if (node instanceof Node.ObjectNode object) {
                return new PyValue.Reduced(
                        one(object.callable),
                        one(object.args),
                        optional(object.kwargs),
                        optional(object.state),
                        all(object.listItems),
                        entries(object.dictItems));
            }
            throw new IllegalStateException("a node of an unknown kind");
        }

        private PyValue one(Node part) {
            var frozen = NodeFreezer.this.freeze(part, depth + 1);
            height = Math.max(height, frozen.height + 1);
            return frozen.value;
        }

        private @Nullable PyValue optional(@Nullable Node part) {
            return part == null ? null : one(part);
        }

        private List<PyValue> all(Collection<Node> parts) {
            var values = new ArrayList<PyValue>(parts.size());
            for (var part : parts) {
                values.add(one(part));
            }
            return values;
        }

        private List<PyValue.Entry> entries(Collection<Node.Item> items) {
            var entries = new ArrayList<PyValue.Entry>(items.size());
            for (var item : items) {
                entries.add(new PyValue.Entry(one(item.key()), one(item.value())));
            }
            return entries;
        }
    }
}
