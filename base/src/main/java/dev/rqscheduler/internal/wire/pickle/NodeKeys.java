/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyKey;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link PyKey}, for values that are still being built. Objects are equal only to themselves. The work is bounded:
 * a tuple that holds the same tuple twice, forty levels deep, would keep Python's own hash function busy for hours.
 */
final class NodeKeys {
    private final PickleInput in;
    private final int maxDepth;
    private long left;
    private final IdentityHashMap<Node, Integer> objects = new IdentityHashMap<>();

    NodeKeys(PickleInput in, PickleReader.Limits limits) {
        this.in = in;
        this.maxDepth = limits.maxDepth();
        this.left = 16L * limits.maxValues() + 4L * limits.maxBytes();
    }

    String of(Node key) {
        String text = of(key, 0);
        if (text == null) {
            throw in.fail("a list, dict or set as a dict key or set item");
        }
        return text;
    }

    private @Nullable String of(Node key, int depth) {
        if (depth > maxDepth) {
            throw in.fail("a key nested deeper than " + maxDepth + " levels");
        }
        String text;
        if (key instanceof Node.Atom atom) {
            boolean nan = atom.value instanceof PyValue.Float real && Double.isNaN(real.value());
            text = nan ? identity(key) : PyKey.of(atom.value);
        } else if (key instanceof Node.TupleNode tuple) {
            text = joined("(", tuple.items, depth, ")");
        } else if (key instanceof Node.SetNode set && set.frozen) {
            text = joined("{", new ArrayList<>(set.items.values()), depth, "}");
        } else if (key instanceof Node.ObjectNode) {
            text = identity(key);
        } else {
            return null;
        }
        left -= text == null ? 1 : 1 + text.length();
        if (left < 0) {
            throw in.fail("dict keys or set items that take too long to compare");
        }
        return text;
    }

    private @Nullable String joined(String begin, List<Node> items, int depth, String end) {
        var parts = new ArrayList<String>(items.size());
        for (var item : items) {
            String part = of(item, depth + 1);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        if (begin.equals("{")) {
            parts.sort(null);
        }
        return begin + String.join("", parts) + end;
    }

    private String identity(Node key) {
        Integer known = objects.get(key);
        if (known == null) {
            known = objects.size();
            objects.put(key, known);
        }
        return "#" + known + ";";
    }
}
