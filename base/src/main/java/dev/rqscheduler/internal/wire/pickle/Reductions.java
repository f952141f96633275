/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that stand for values of Python's own types: dates, and sets and bytes in the protocols that have no opcode
 * for them. Everything else, and everything malformed, stays an opaque object.
 */
final class Reductions {
    private static final String DATETIME = "datetime.";

    private final NodeKeys keys;

    Reductions(NodeKeys keys) {
        this.keys = keys;
    }

    /** The value of {@code callable(*args)}, or null if it is not one of these. */
    @Nullable
    Node recognise(Node callable, Node args) {
        if (!(callable instanceof Node.Atom atom
                && atom.value instanceof PyValue.Global global
                && args instanceof Node.TupleNode tuple)) {
            return null;
        }
        String name = global.module() + "." + global.name();
        if (name.equals("builtins.set") || name.equals("builtins.frozenset")) {
            return set(name.equals("builtins.frozenset"), tuple.items);
        }
        var values = new ArrayList<PyValue>();
        for (var item : tuple.items) {
            if (!(item instanceof Node.Atom part)) {
                return null;
            }
            values.add(part.value);
        }
        var value = value(name, values);
        return value == null ? null : new Node.Atom(value, -1, -1);
    }

    private static @Nullable PyValue value(String name, List<PyValue> args) {
        return switch (name) {
            case "builtins.bytearray" -> byteArray(args);
            case "builtins.bytes" -> args.isEmpty() ? PyValue.Bytes.of(new byte[0]) : null;
            case "_codecs.encode" -> encoded(args);
            default -> name.startsWith(DATETIME) ? DateCalls.read(name.substring(DATETIME.length()), args) : null;
        };
    }

    private @Nullable Node set(boolean frozen, List<Node> args) {
        if (args.size() != 1 || !(args.get(0) instanceof Node.ListNode list)) {
            return null;
        }
        var set = new Node.SetNode(frozen);
        for (var item : list.items) {
            set.items.putIfAbsent(keys.of(item), item);
        }
        return set;
    }

    private static @Nullable PyValue byteArray(List<PyValue> args) {
        if (args.isEmpty()) {
            return PyValue.ByteArray.of(new byte[0]);
        }
        PyValue content = args.size() == 2 ? encoded(args) : args.get(0);
        return args.size() <= 2 && content instanceof PyValue.Bytes bytes ? new PyValue.ByteArray(bytes.value()) : null;
    }

    private static @Nullable PyValue encoded(List<PyValue> args) {
        if (args.size() != 2
                || !(args.get(0) instanceof PyValue.Str text)
                || !(args.get(1) instanceof PyValue.Str codec)
                || !(codec.value().equals("latin1") || codec.value().equals("latin-1"))) {
            return null;
        }
        byte[] bytes = DateCalls.latin1(text.value());
        return bytes == null ? null : PyValue.Bytes.of(bytes);
    }
}
