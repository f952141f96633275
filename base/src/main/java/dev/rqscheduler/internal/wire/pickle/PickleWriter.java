/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes pickle protocol 5 as CPython's C pickler does, byte for byte where Python's own object identities allow it.
 * Every CPython from 3.8 reads it. A value that is the same Java object in two places is one object in Python too.
 */
public final class PickleWriter {
    private static final int BATCH = 1000;
    private static final int MAX_DEPTH = 200;

    /** Strings and containers of a call with a few arguments. */
    private static final int USUAL = 10;

    private final FramedOutput out = new FramedOutput(true);
    private final IdentityHashMap<PyValue, Integer> memo = new IdentityHashMap<>(USUAL);
    private final Map<String, Integer> names = new HashMap<>();
    private int memoized;

    private PickleWriter() {}

    /**
     * The pickle of a value.
     *
     * @throws IllegalArgumentException if it holds an opaque object (a class instance, a recursive reference) or is
     *     nested deeper than 200 levels
     */
    public static byte[] write(PyValue value) {
        var writer = new PickleWriter();
        writer.out.protocol(5);
        writer.save(value, 0);
        writer.out.write(Op.STOP);
        return writer.out.finish();
    }

    private void save(PyValue value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a value nested deeper than " + MAX_DEPTH + " levels cannot be pickled");
        }
        out.boundary();
        Integer known = memo.get(value);
        if (known != null) {
            fetch(known);
        } else if (!saveScalar(value)) {
            saveContainer(value, depth);
        }
    }

    private boolean saveScalar(PyValue value) {
        if (value instanceof PyValue.None) {
            out.write(Op.NONE);
        } else if (value instanceof PyValue.Bool bool) {
            out.write(bool.value() ? Op.NEWTRUE : Op.NEWFALSE);
        } else if (value instanceof PyValue.Int number) {
            saveInt(out, number.value());
        } else if (value instanceof PyValue.Float real) {
            out.write(Op.BINFLOAT, Long.reverseBytes(Double.doubleToRawLongBits(real.value())), 8);
        } else if (value instanceof PyValue.Str text) {
            saveText(out, text.value());
            memoize(value);
        } else if (value instanceof PyValue.Bytes bytes) {
            saveSized(out, Op.SHORT_BINBYTES, Op.BINBYTES, bytes.value().toArray());
            memoize(value);
        } else if (value instanceof PyValue.ByteArray bytes) {
            out.writeSized(Op.BYTEARRAY8, 8, bytes.value().toArray());
            memoize(value);
        } else {
            return false;
        }
        return true;
    }

    /** The shortest form, as CPython's picklers choose it. */
    static void saveInt(FramedOutput out, BigInteger value) {
        if (value.bitLength() < 32) {
            int number = value.intValue();
            int size = number < 0 || number > 0xffff ? 4 : number > 0xff ? 2 : 1;
            out.write(size == 1 ? Op.BININT1 : size == 2 ? Op.BININT2 : Op.BININT, number, size);
            return;
        }
        var bigEndian = value.toByteArray();
        var bytes = new byte[bigEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bigEndian[bytes.length - 1 - i];
        }
        saveSized(out, Op.LONG1, Op.LONG4, bytes);
    }

    static void saveText(FramedOutput out, String text) {
        saveSized(out, Op.SHORT_BINUNICODE, Op.BINUNICODE, Utf8.encode(text));
    }

    /** With one of two opcodes, for a length of one byte or of four. */
    private static void saveSized(FramedOutput out, int shortOp, int longOp, byte[] bytes) {
        boolean small = bytes.length <= 0xff;
        out.writeSized(small ? shortOp : longOp, small ? 1 : 4, bytes);
    }

    private void saveContainer(PyValue value, int depth) {
        if (value instanceof PyValue.Tuple tuple) {
            saveTuple(tuple, depth);
        } else if (value instanceof PyValue.List list) {
            out.write(Op.EMPTY_LIST);
            memoize(value);
            saveItems(list.items(), depth);
        } else if (value instanceof PyValue.Dict dict) {
            out.write(Op.EMPTY_DICT);
            memoize(value);
            saveEntries(dict.entries(), depth);
        } else if (value instanceof PyValue.Set set) {
            out.write(Op.EMPTY_SET);
            memoize(value);
            saveBatches(set.items(), item -> save(item, depth + 1), Op.ADDITEMS);
        } else if (value instanceof PyValue.FrozenSet set) {
            out.write(Op.MARK);
            set.items().forEach(item -> save(item, depth + 1));
            out.write(Op.FROZENSET);
            memoize(value);
        } else {
            saveDate(value, depth);
        }
    }

    private void saveTuple(PyValue.Tuple tuple, int depth) {
        int size = tuple.items().size();
        if (size == 0) {
            out.write(Op.EMPTY_TUPLE);
            return;
        } else if (size > 3) {
            out.write(Op.MARK);
        }
        tuple.items().forEach(item -> save(item, depth + 1));
        out.write(
                switch (size) {
                    case 1 -> Op.TUPLE1;
                    case 2 -> Op.TUPLE2;
                    case 3 -> Op.TUPLE3;
                    default -> Op.TUPLE;
                });
        memoize(tuple);
    }

    private void saveItems(List<PyValue> items, int depth) {
        if (items.size() == 1) {
            save(items.get(0), depth + 1);
            out.write(Op.APPEND);
            return;
        }
        for (int from = 0; from < items.size(); from += BATCH) {
            out.write(Op.MARK);
            items.subList(from, Math.min(items.size(), from + BATCH)).forEach(item -> save(item, depth + 1));
            out.write(Op.APPENDS);
        }
    }

    private void saveEntries(List<PyValue.Entry> entries, int depth) {
        if (entries.size() == 1) {
            save(entries.get(0), depth);
            out.write(Op.SETITEM);
        } else {
            saveBatches(entries, entry -> save(entry, depth), Op.SETITEMS);
        }
    }

    /** CPython looks for more after every full batch, so a dict or set of exactly 1000 is followed by an empty one. */
    private <T> void saveBatches(List<T> items, Consumer<T> save, int opcode) {
        int from = 0;
        int size = items.isEmpty() ? 0 : BATCH;
        while (size == BATCH) {
            var batch = items.subList(from, Math.min(items.size(), from + BATCH));
            out.write(Op.MARK);
            batch.forEach(save);
            out.write(opcode);
            size = batch.size();
            from += size;
        }
    }

    private void save(PyValue.Entry entry, int depth) {
        save(entry.key(), depth + 1);
        save(entry.value(), depth + 1);
    }

    private void saveDate(PyValue value, int depth) {
        var call = DateCalls.of(value);
        saveClass(call.type());
        save(new PyValue.Tuple(call.args()), depth + 1);
        out.write(Op.REDUCE);
        memoize(value);
    }

    private void saveClass(String name) {
        out.boundary();
        Integer known = names.get("datetime." + name);
        if (known != null) {
            fetch(known);
            return;
        }
        out.boundary();
        Integer module = names.get("datetime");
        if (module != null) {
            fetch(module);
        } else {
            saveText(out, "datetime");
            memoizeName("datetime");
        }
        out.boundary();
        saveText(out, name);
        memoizeName(name + " as a text");
        out.write(Op.STACK_GLOBAL);
        memoizeName("datetime." + name);
    }

    private void memoize(PyValue value) {
        memo.put(value, memoized++);
        out.write(Op.MEMOIZE);
    }

    private void memoizeName(String name) {
        names.put(name, memoized++);
        out.write(Op.MEMOIZE);
    }

    private void fetch(int index) {
        boolean small = index <= 0xff;
        out.write(small ? Op.BINGET : Op.LONG_BINGET, index, small ? 1 : 4);
    }
}
