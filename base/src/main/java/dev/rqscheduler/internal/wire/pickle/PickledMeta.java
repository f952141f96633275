/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.MetaDocument;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meta as a pickled dict. The opcode walk finds where the value of a top-level key was pushed; if nothing else can
 * refer to that value, its operand is overwritten, otherwise an assignment is inserted before STOP.
 */
public final class PickledMeta implements MetaDocument {
    private final byte[] pickle;
    private final PickleMachine machine;
    private final Node top;
    private final List<Node.Item> items;
    private final PyValue value;

    private PickledMeta(byte[] pickle, PickleMachine machine, Node top, List<Node.Item> items) {
        this.pickle = pickle;
        this.machine = machine;
        this.top = top;
        this.items = items;
        this.value = new NodeFreezer(PickleLimits.META.maxDepth()).freeze(top);
    }

    /**
     * Reads a pickle whose value is a dict, or an object of a dict's subclass.
     *
     * @throws WireFormatException if it is anything else, or cannot be read
     */
    public static PickledMeta parse(byte[] pickle) {
        var machine = new PickleMachine(pickle, PickleLimits.META);
        var top = machine.run();
        var items = DictItems.of(top);
        if (items == null) {
            throw new WireFormatException("not a dict, nor an object with assigned keys");
        }
        return new PickledMeta(pickle, machine, top, items);
    }

    @Override
    public PyValue value() {
        return value;
    }

    @Override
    public Optional<PyValue> get(String key) {
        var item = last(key);
        return item == null
                ? Optional.empty()
                : Optional.of(new NodeFreezer(PickleLimits.META.maxDepth()).freeze(item.value()));
    }

    private Node.@Nullable Item last(String key) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).key() instanceof Node.Atom atom
                    && atom.value instanceof PyValue.Str text
                    && text.value().equals(key)) {
                return items.get(i);
            }
        }
        return null;
    }

    @Override
    public byte[] withInteger(String key, BigInteger number) {
        var patch = new PicklePatch(pickle, machine.frames());
        var item = last(key);
        if (item != null && DictItems.assigned(top, item) && item.value() instanceof Node.Atom atom && own(atom)) {
            boolean text = pickle[atom.begin] == Op.INT || pickle[atom.begin] == Op.LONG;
            var replaced = patch.replace(atom.begin, atom.end, IntOperand.of(number, text));
            if (replaced != null) {
                return replaced;
            }
        }
        return patch.insert(machine.stop(), assignment(key, number));
    }

    /** A number that one opcode pushed for this place alone: not by way of the memo, not duplicated. */
    private static boolean own(Node.Atom atom) {
        return atom.value instanceof PyValue.Int && atom.begin >= 0 && !atom.shared;
    }

    /** No memo entry is made, so that the numbers of the existing ones stay right. */
    private static byte[] assignment(String key, BigInteger number) {
        var out = new java.io.ByteArrayOutputStream();
        var utf8 = Utf8.encode(key);
        boolean small = utf8.length <= 0xff;
        out.write(small ? Op.SHORT_BINUNICODE : Op.BINUNICODE);
        for (int i = 0; i < (small ? 1 : 4); i++) {
            out.write(utf8.length >> (8 * i));
        }
        out.writeBytes(utf8);
        out.writeBytes(IntOperand.of(number, false));
        out.write(Op.SETITEM);
        return out.toByteArray();
    }
}
