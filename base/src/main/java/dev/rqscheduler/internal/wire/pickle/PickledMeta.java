/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meta as a pickled dict. The opcode walk finds where the value of a top-level key was pushed; if nothing else can
 * refer to that value, its operand is overwritten, otherwise an assignment is inserted before STOP.
 */
public final class PickledMeta implements Meta.Document {
    /** Of a number: more would need another opcode. */
    private static final int MAX_BYTES = 255;

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
        this.value = new PickleReader.Freezer(PickleReader.Limits.META.maxDepth()).freeze(top);
    }

    /** @throws WireFormatException if it is neither a dict nor an object of a dict's subclass, or cannot be read */
    public static PickledMeta parse(byte[] pickle) {
        var machine = new PickleMachine(pickle, PickleReader.Limits.META);
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
                : Optional.of(new PickleReader.Freezer(PickleReader.Limits.META.maxDepth()).freeze(item.value));
    }

    private Node.@Nullable Item last(String key) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).key instanceof Node.Atom atom
                    && atom.value instanceof PyValue.Str text
                    && text.value().equals(key)) {
                return items.get(i);
            }
        }
        return null;
    }

    @Override
    public byte[] withInteger(String key, BigInteger number) {
        if (number.toByteArray().length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a whole number of " + number.bitLength() + " bits is too large for meta");
        }
        var item = last(key);
        if (item != null
                && DictItems.assigned(top, item)
                && item.value instanceof Node.Atom atom
                && own(atom)
                && machine.frames().stream().noneMatch(frame -> frame.isCut(atom.begin, atom.end))) {
            return splice(atom.begin, atom.end, operand(number, pickle[atom.begin]));
        }
        // No memo entry is made, so that the numbers of the existing ones stay right.
        var assignment = new FramedOutput(false);
        PickleWriter.saveText(assignment, key);
        PickleWriter.saveInt(assignment, number);
        assignment.write(Op.SETITEM);
        return splice(machine.stop(), machine.stop(), assignment.finish());
    }

    /** A number that one opcode pushed for this place alone: not by way of the memo, not duplicated. */
    private static boolean own(Node.Atom atom) {
        return atom.value instanceof PyValue.Int && atom.begin >= 0 && !atom.shared;
    }

    /** The number in place of one written by that opcode: in protocol 0 a line of ASCII. */
    private static byte[] operand(BigInteger number, byte before) {
        if (before == Op.INT || before == Op.LONG) {
            String line = number.bitLength() < 32 ? "I" + number + "\n" : "L" + number + "L\n";
            return line.getBytes(StandardCharsets.US_ASCII);
        }
        var out = new FramedOutput(false);
        PickleWriter.saveInt(out, number);
        return out.finish();
    }

    /**
     * Other bytes in place of those from {@code begin} to {@code end}. The Python unpickler reads a frame as one block and
     * refuses an opcode whose operand crosses its end, so the frame to which {@code begin} belongs must grow by exactly
     * what was inserted.
     */
    private byte[] splice(int begin, int end, byte[] replacement) {
        int growth = replacement.length - (end - begin);
        var patched = ByteBuffer.allocate(pickle.length + growth).order(ByteOrder.LITTLE_ENDIAN);
        patched.put(pickle, 0, begin).put(replacement).put(pickle, end, pickle.length - end);
        for (var frame : machine.frames()) {
            if (frame.begin() <= begin && begin < frame.end()) {
                patched.putLong(frame.header() + 1, (long) frame.end() - frame.begin() + growth);
            }
        }
        return patched.array();
    }
}
