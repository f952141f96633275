/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The opcodes that name classes and functions and make objects of them; all of it stays data. */
final class ObjectOpcodes {
    private static final String DATETIME = "datetime.";

    private final PickleInput in;
    private final PickleStack stack;
    private final NodeKeys keys;

    ObjectOpcodes(PickleInput in, PickleStack stack, NodeKeys keys) {
        this.in = in;
        this.stack = stack;
        this.keys = keys;
    }

    /** Runs the opcodes that PickleMachine does not handle itself. */
    void build(int op, int protocol) {
        int begin = in.position() - 1;
        switch (op) {
            case Op.GLOBAL -> stack.push(global(protocol, begin, line(), line()));
            case Op.STACK_GLOBAL -> {
                var names = stack.pop(2);
                stack.push(global(protocol, begin, name(names.get(0)), name(names.get(1))));
            }
            case Op.REDUCE -> {
                var call = stack.pop(2);
                call(call.get(0), call.get(1));
            }
            case Op.NEWOBJ -> {
                var call = stack.pop(2);
                stack.push(new Node.ObjectNode(call.get(0), call.get(1), null));
            }
            case Op.NEWOBJ_EX -> {
                var call = stack.pop(3);
                stack.push(new Node.ObjectNode(call.get(0), call.get(1), call.get(2)));
            }
            case Op.INST -> {
                var type = global(protocol, begin, line(), line());
                stack.push(new Node.ObjectNode(type, new Node.TupleNode(stack.popMark()), null));
            }
            case Op.OBJ -> {
                var parts = stack.popMark();
                if (parts.isEmpty()) {
                    throw in.fail("an object without a class");
                }
                var args = new ArrayList<>(parts.subList(1, parts.size()));
                stack.push(new Node.ObjectNode(parts.get(0), new Node.TupleNode(args), null));
            }
            case Op.EXT1 -> stack.push(extension(begin, in.u1()));
            case Op.EXT2 -> stack.push(extension(begin, in.u2()));
            case Op.EXT4 -> stack.push(extension(begin, in.i4()));
            case Op.PERSID -> stack.push(opaque(begin, new PyValue.Persistent(new PyValue.Str(line()))));
            case Op.BINPERSID -> stack.push(persistent(begin, stack.pop()));
            case Op.NEXT_BUFFER, Op.READONLY_BUFFER -> throw in.fail("a buffer stored outside the pickle");
            default -> throw in.fail(String.format(java.util.Locale.ROOT, "the unknown opcode 0x%02x", op));
        }
    }

    private void call(Node callable, Node args) {
        var known = recognise(callable, args);
        stack.push(known != null ? known : new Node.ObjectNode(callable, args, null));
    }

    private Node persistent(int begin, Node id) {
        if (id instanceof Node.Atom atom) {
            return opaque(begin, new PyValue.Persistent(atom.value));
        }
        throw in.fail("a persistent id that is not a plain value");
    }

    /** Python 3 maps the names of Python 2 when it reads protocols 0 to 2. */
    private Node global(int protocol, int begin, String module, String name) {
        return opaque(begin, protocol < 3 ? Python2Names.today(module, name) : new PyValue.Global(module, name));
    }

    private Node extension(int begin, int code) {
        if (code <= 0) {
            throw in.fail("an extension code below 1");
        }
        return opaque(begin, new PyValue.Global("copyreg.extension", Integer.toString(code)));
    }

    private Node opaque(int begin, PyValue value) {
        return new Node.Atom(value, begin, in.position());
    }

    private String name(Node node) {
        if (node instanceof Node.Atom atom && atom.value instanceof PyValue.Str text) {
            return text.value();
        }
        throw in.fail("a class whose name is not a string");
    }

    private String line() {
        @Nullable String text = Utf8.decode(in.line());
        if (text == null) {
            throw in.fail("a name that is not UTF-8");
        }
        return text;
    }

    /**
     * The calls that stand for values of Python's own types: dates, and sets and bytes in the protocols that have no
     * opcode for them. Null for everything else, and everything malformed, which stays an opaque object.
     */
    private @Nullable Node recognise(Node callable, Node args) {
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
