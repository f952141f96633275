/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pickles of protocols 0 to 5 as data. Nothing is ever loaded or called by name. */
public final class PickleReader {
    private PickleReader() {}

    public static PyValue read(byte[] pickle) {
        return read(pickle, Limits.DATA);
    }

    /**
     * Reads the value of a pickle. Objects of unknown classes become {@link PyValue.Reduced}. Bytes after the end of
     * the pickle are ignored, as Python ignores them.
     *
     * @throws WireFormatException if Python could not read it either, or a limit is exceeded
     */
    public static PyValue read(byte[] pickle, Limits limits) {
        var top = new PickleMachine(pickle, limits).run();
        return new Freezer(limits.maxDepth()).freeze(top);
    }

    /**
     * Turns what the reader built into immutable values. What was one object stays one; where a value contains itself, the
     * inner reference becomes {@link PyValue.Recursive}.
     */
    static final class Freezer {
        private record Frozen(PyValue value, int height) {}

        private final int maxDepth;
        private final IdentityHashMap<Node, Frozen> done = new IdentityHashMap<>();
        private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

        Freezer(int maxDepth) {
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
            var parts = new Parts(depth);
            var value = parts.build(node);
            var frozen = new Frozen(value, parts.height);
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

            PyValue build(Node node) {
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
                var frozen = Freezer.this.freeze(part, depth + 1);
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
                    entries.add(new PyValue.Entry(one(item.key), one(item.value)));
                }
                return entries;
            }
        }
    }

    /**
     * The limits of a reader. A pickle of a few bytes can demand any amount of memory; these bound it.
     *
     * @param maxBytes length of the pickle
     * @param maxDepth levels of nesting
     * @param maxValues values and marks pushed on the reader's stack
     * @param maxMemo entries of the memo
     * @param maxLongBytes bytes of one whole number in binary, and decimal digits of one in text
     */
    public record Limits(int maxBytes, int maxDepth, int maxValues, int maxMemo, int maxLongBytes) {
        /** For call data: 16 MiB. The depth is what Python's own recursive pickler can write at most, roughly. */
        public static final Limits DATA = new Limits(16 << 20, 500, 500_000, 250_000, 4300);

        /** For meta, which is read on every run of a periodic job: 1 MiB. */
        public static final Limits META = new Limits(1 << 20, 500, 100_000, 50_000, 4300);
    }
}
