/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a pickle: a stack machine for every opcode of protocols 0 to 5. It builds values and never loads anything by
 * name. Like CPython, it does not check opcodes against the protocol number, and ignores anything after STOP.
 */
final class PickleMachine {
    /** A frame as the pickle declares it: {@code header} is where its opcode stands, the content is begin to end. */
    record Frame(int header, int begin, int end) {
        /** Whether it begins or ends between the two positions. */
        boolean isCut(int from, int to) {
            boolean inside = begin <= from && to <= end;
            boolean outside = to <= header || end <= from;
            return !inside && !outside;
        }
    }

    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput in;
    private final PickleStack stack;
    private final PickleScalars scalars;
    private final NodeKeys keys;
    private final ObjectOpcodes objects;
    private final List<Frame> frames = new ArrayList<>();

    /** Given by PROTO, 0 if it did not occur. */
    private int protocol;

    private int stop = -1;

    PickleMachine(byte[] pickle, PickleReader.Limits limits) {
        this.in = new PickleInput(pickle);
        if (pickle.length > limits.maxBytes()) {
            throw in.fail(pickle.length + " bytes, more than " + limits.maxBytes());
        }
        this.stack = new PickleStack(in, limits);
        this.scalars = new PickleScalars(in, limits);
        this.keys = new NodeKeys(in, limits);
        this.objects = new ObjectOpcodes(in, stack, keys);
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
            } else if (!moveOnStack(op) && !buildOrFill(op)) {
                objects.build(op, protocol);
            }
        }
    }

    /** The position of STOP; known after {@link #run}. */
    int stop() {
        return stop;
    }

    List<Frame> frames() {
        return frames;
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
                    throw in.fail("pickle protocol " + protocol + "; 0 to 5 are supported");
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

    private boolean buildOrFill(int op) {
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
                assign(stack.popMark(), dict);
                stack.push(dict);
            }
            case Op.EMPTY_SET -> stack.push(new Node.SetNode(false));
            case Op.FROZENSET -> {
                var set = new Node.SetNode(true);
                stack.popMark().forEach(item -> set.items.putIfAbsent(keys.of(item), item));
                stack.push(set);
            }
            case Op.APPEND -> append(stack.pop(1), stack.top());
            case Op.APPENDS -> append(stack.popMark(), stack.top());
            case Op.SETITEM -> assign(stack.pop(2), stack.top());
            case Op.SETITEMS -> assign(stack.popMark(), stack.top());
            case Op.ADDITEMS -> add(stack.popMark(), stack.top());
            case Op.BUILD -> fill(stack.pop(), stack.top());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void append(List<Node> items, Node target) {
        if (target instanceof Node.ListNode list) {
            list.items.addAll(items);
        } else if (target instanceof Node.ObjectNode object) {
            object.listItems.addAll(items);
        } else if (!items.isEmpty()) {
            throw in.fail("items appended to something other than a list");
        }
    }

    private void add(List<Node> items, Node target) {
        if (target instanceof Node.SetNode set && !set.frozen) {
            items.forEach(item -> set.items.putIfAbsent(keys.of(item), item));
        } else if (target instanceof Node.ObjectNode object) {
            object.listItems.addAll(items);
        } else if (!items.isEmpty()) {
            throw in.fail("items added to something other than a set");
        }
    }

    /** An equal key keeps its place and its first form, and takes the new value: that is what Python's dict does. */
    private void assign(List<Node> items, Node target) {
        if (items.size() % 2 != 0) {
            throw in.fail("a dict key without its value");
        } else if (!(target instanceof Node.DictNode) && !(target instanceof Node.ObjectNode) && !items.isEmpty()) {
            throw in.fail("keys assigned in something other than a dict");
        }
        for (int i = 0; i < items.size(); i += 2) {
            var item = new Node.Item(items.get(i), items.get(i + 1));
            if (target instanceof Node.DictNode dict) {
                dict.items.merge(keys.of(item.key), item, (old, now) -> new Node.Item(old.key, now.value));
            } else if (target instanceof Node.ObjectNode object) {
                object.dictItems.add(item);
            }
        }
    }

    private void fill(Node state, Node target) {
        if (target instanceof Node.ObjectNode object) {
            object.assignedBeforeState |= object.state != null || !object.dictItems.isEmpty();
            object.state = state;
        } else if (!(target instanceof Node.Atom atom
                && (atom.value instanceof PyValue.Global || atom.value instanceof PyValue.Persistent))) {
            throw in.fail("state given to a value that takes none");
        }
    }

    private long memoLine() {
        String digits = PickleScalars.latin1(in.line());
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw in.fail("an invalid memo number");
        }
        return Long.parseLong(digits);
    }
}
