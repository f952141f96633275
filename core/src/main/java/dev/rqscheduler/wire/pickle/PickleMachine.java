/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire.pickle;

import dev.rqscheduler.wire.PyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pickle: a stack machine for every opcode of protocols 0 to 5. It builds values and never loads anything by
 * name. Like CPython, it does not hold an opcode against the protocol number, and ignores what follows STOP.
 */
final class PickleMachine {
    /** A frame as the pickle declares it: {@code header} is where its opcode stands, the content is begin to end. */
    record Frame(int header, int begin, int end) {}

    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput in;
    private final PickleStack stack;
    private final PickleScalars scalars;
    private final NodeKeys keys;
    private final Reductions reductions;
    private final List<Frame> frames = new ArrayList<>();
    private int protocol;
    private int stop = -1;

    PickleMachine(byte[] pickle, PickleLimits limits) {
        this.in = new PickleInput(pickle);
        if (pickle.length > limits.maxBytes()) {
            throw in.fail(pickle.length + " bytes, more than " + limits.maxBytes());
        }
        this.stack = new PickleStack(in, limits);
        this.scalars = new PickleScalars(in, limits);
        this.keys = new NodeKeys(in, limits);
        this.reductions = new Reductions(keys);
    }

    /** The value on top of the stack when STOP comes. */
    Node run() {
        while (true) {
            int begin = in.position();
            int op = in.u1();
            if (op == Op.STOP) {
                stop = begin;
                return stack.pop();
            }
            var scalar = scalars.read(op);
            if (scalar != null) {
                stack.push(new Node.Atom(scalar, begin, in.position()));
            } else if (!moveOnStack(op) && !buildContainer(op) && !fillContainer(op)) {
                buildObject(op);
            }
        }
    }

    /** Where STOP stands; known after {@link #run}. */
    int stop() {
        return stop;
    }

    List<Frame> frames() {
        return frames;
    }

    /** What PROTO said, 0 if it did not occur. */
    int protocol() {
        return protocol;
    }

    private boolean moveOnStack(int op) {
        switch (op) {
            case Op.MARK -> stack.mark();
            case Op.POP -> stack.drop();
            case Op.POP_MARK -> stack.popMark();
            case Op.DUP -> stack.duplicate();
            case Op.MEMOIZE -> stack.memoize();
            case Op.PUT -> stack.put(memoLine());
            case Op.BINPUT -> stack.put(in.u1());
            case Op.LONG_BINPUT -> stack.put(in.u4());
            case Op.GET -> stack.get(memoLine());
            case Op.BINGET -> stack.get(in.u1());
            case Op.LONG_BINGET -> stack.get(in.u4());
            case Op.PROTO -> {
                protocol = in.u1();
                if (protocol > HIGHEST_PROTOCOL) {
                    throw in.fail("pickle protocol " + protocol + "; 0 to 5 are known");
                }
            }
            case Op.FRAME -> {
                int header = in.position() - 1;
                int length = in.length8();
                frames.add(new Frame(header, in.position(), in.position() + length));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean buildContainer(int op) {
        switch (op) {
            case Op.EMPTY_TUPLE -> stack.push(new Node.TupleNode(List.of()));
            case Op.TUPLE1 -> stack.push(new Node.TupleNode(stack.pop(1)));
            case Op.TUPLE2 -> stack.push(new Node.TupleNode(stack.pop(2)));
            case Op.TUPLE3 -> stack.push(new Node.TupleNode(stack.pop(3)));
            case Op.TUPLE -> stack.push(new Node.TupleNode(stack.popMark()));
            case Op.EMPTY_LIST -> stack.push(new Node.ListNode());
            case Op.LIST -> {
                var list = new Node.ListNode();
                list.items.addAll(stack.popMark());
                stack.push(list);
            }
            case Op.EMPTY_DICT -> stack.push(new Node.DictNode());
            case Op.DICT -> {
                var dict = new Node.DictNode();
                assign(dict, stack.popMark());
                stack.push(dict);
            }
            case Op.EMPTY_SET -> stack.push(new Node.SetNode(false));
            case Op.FROZENSET -> {
                var set = new Node.SetNode(true);
                stack.popMark().forEach(item -> set.items.putIfAbsent(keys.of(item), item));
                stack.push(set);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean fillContainer(int op) {
        switch (op) {
            case Op.APPEND -> {
                var items = stack.pop(1);
                append(stack.top(), items);
            }
            case Op.APPENDS -> {
                var items = stack.popMark();
                append(stack.top(), items);
            }
            case Op.SETITEM -> {
                var items = stack.pop(2);
                assign(stack.top(), items);
            }
            case Op.SETITEMS -> {
                var items = stack.popMark();
                assign(stack.top(), items);
            }
            case Op.ADDITEMS -> {
                var items = stack.popMark();
                add(stack.top(), items);
            }
            case Op.BUILD -> {
                var state = stack.pop();
                fill(stack.top(), state);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void append(Node target, List<Node> items) {
        if (target instanceof Node.ListNode list) {
            list.items.addAll(items);
        } else if (target instanceof Node.ObjectNode object) {
            object.listItems.addAll(items);
        } else if (!items.isEmpty()) {
            throw in.fail("items appended to something that is no list");
        }
    }

    private void add(Node target, List<Node> items) {
        if (target instanceof Node.SetNode set && !set.frozen) {
            items.forEach(item -> set.items.putIfAbsent(keys.of(item), item));
        } else if (target instanceof Node.ObjectNode object) {
            object.listItems.addAll(items);
        } else if (!items.isEmpty()) {
            throw in.fail("items added to something that is no set");
        }
    }

    /** An equal key keeps its place and its first form, and takes the new value: that is what Python's dict does. */
    private void assign(Node target, List<Node> items) {
        if (items.size() % 2 != 0) {
            throw in.fail("a dict key without its value");
        } else if (!(target instanceof Node.DictNode) && !(target instanceof Node.ObjectNode) && !items.isEmpty()) {
            throw in.fail("keys assigned in something that is no dict");
        }
        for (int i = 0; i < items.size(); i += 2) {
            var item = new Node.Item(items.get(i), items.get(i + 1));
            if (target instanceof Node.DictNode dict) {
                dict.items.merge(keys.of(item.key()), item, (old, now) -> new Node.Item(old.key(), now.value()));
            } else if (target instanceof Node.ObjectNode object) {
                object.dictItems.add(item);
            }
        }
    }

    private void fill(Node target, Node state) {
        if (target instanceof Node.ObjectNode object) {
            object.state = state;
        } else if (!(target instanceof Node.Atom atom
                && (atom.value instanceof PyValue.Global || atom.value instanceof PyValue.Persistent))) {
            throw in.fail("state given to a value that takes none");
        }
    }

    private void buildObject(int op) {
        int begin = in.position() - 1;
        switch (op) {
            case Op.GLOBAL -> stack.push(global(begin, line(), line()));
            case Op.STACK_GLOBAL -> {
                var names = stack.pop(2);
                stack.push(global(begin, name(names.get(0)), name(names.get(1))));
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
                var type = global(begin, line(), line());
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
            case Op.NEXT_BUFFER, Op.READONLY_BUFFER -> throw in.fail("a buffer that is kept outside the pickle");
            default -> throw in.fail(String.format(java.util.Locale.ROOT, "the unknown opcode 0x%02x", op));
        }
    }

    private void call(Node callable, Node args) {
        var known = reductions.recognise(callable, args);
        stack.push(known != null ? known : new Node.ObjectNode(callable, args, null));
    }

    private Node persistent(int begin, Node id) {
        if (id instanceof Node.Atom atom) {
            return opaque(begin, new PyValue.Persistent(atom.value));
        }
        throw in.fail("a persistent id that is not a plain value");
    }

    /** Python 2 called two modules differently; Python 3 maps the names when it reads protocols 0 to 2. */
    private Node global(int begin, String module, String name) {
        String today = switch (protocol < 3 ? module : "") {
            case "__builtin__" -> "builtins";
            case "copy_reg" -> "copyreg";
            default -> module;
        };
        return opaque(begin, new PyValue.Global(today, name));
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
        throw in.fail("a class whose name is not a text");
    }

    private String line() {
        @Nullable String text = Utf8.decode(in.line());
        if (text == null) {
            throw in.fail("a name that is not UTF-8");
        }
        return text;
    }

    private long memoLine() {
        String digits = PickleScalars.latin1(in.line());
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw in.fail("a memo number that is none");
        }
        return Long.parseLong(digits);
    }
}
