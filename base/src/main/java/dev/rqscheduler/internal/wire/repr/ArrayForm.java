/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyFloat;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Arrays of the module array: as a list of items, or as bytes in the form of the machine that wrote them. */
final class ArrayForm {
    /** Python's numbers for the forms: whole numbers by size, sign and order, then floats, then text. */
    private static final int FLOATS = 14;

    private static final int DOUBLES = 16;
    private static final int UTF_16 = 18;
    private static final int UTF_32 = 20;
    private static final int END = 22;
    private static final int LONGEST_TEXT = 20_000;

    private ArrayForm() {}

    /** {@code array(typecode, items)}, as protocols 0 to 2 have it. */
    static boolean list(Recipe recipe, ReprWriter out) {
        String code = recipe.args().size() == 2 && recipe.isCall()
                ? typeCode(recipe.args().get(0))
                : null;
        if (code == null || !(recipe.args().get(1) instanceof PyValue.List list)) {
            return false;
        }
        if (list.items().isEmpty()) {
            out.text("array('" + code + "')");
        } else if (isText(code)) {
            var text = new StringBuilder();
            for (var item : list.items()) {
                if (!(item instanceof PyValue.Str letter) || text.length() > LONGEST_TEXT) {
                    return false;
                }
                text.append(letter.value());
            }
            out.text("array('" + code + "', ").quoted(text.toString()).text(")");
        } else {
            out.items("array('" + code + "', [", list.items(), "])");
        }
        return true;
    }

    /** {@code _array_reconstructor(class, typecode, form, bytes)}. */
    static boolean machine(Recipe recipe, ReprWriter out) {
        var args = recipe.args();
        if (!recipe.isCall()
                || args.size() != 4
                || !"array.array".equals(Recipe.name(args.get(0)))
                || typeCode(args.get(1)) == null
                || !(args.get(2) instanceof PyValue.Int form)
                || !(args.get(3) instanceof PyValue.Bytes bytes)
                || form.value().signum() < 0
                || form.value().compareTo(BigInteger.valueOf(END)) >= 0) {
            return false;
        }
        int number = form.value().intValue();
        boolean text = isText(String.valueOf(typeCode(args.get(1))));
        int size = size(number);
        if (bytes.value().length() % size != 0 || text != (number >= UTF_16)) {
            return false;
        }
        out.text("array('").text(String.valueOf(typeCode(args.get(1)))).text("'");
        var content = ByteBuffer.wrap(bytes.value().toArray());
        content.order(number % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (text && content.hasRemaining()) {
            out.text(", ").quoted(text(content, number));
        } else if (content.hasRemaining()) {
            numbers(out, content, number, size);
        }
        out.text(")");
        return true;
    }

    private static void numbers(ReprWriter out, ByteBuffer content, int form, int size) {
        String separator = ", [";
        while (content.hasRemaining() && !out.full()) {
            out.text(separator);
            if (form >= DOUBLES) {
                out.text(PyFloat.repr(content.getDouble()));
            } else if (form >= FLOATS) {
                out.text(PyFloat.repr(content.getFloat()));
            } else {
                out.text(whole(content, form, size));
            }
            separator = ", ";
        }
        out.text("]");
    }

    private static String whole(ByteBuffer content, int form, int size) {
        boolean signed = form < 2 ? form == 1 : form / 2 % 2 == 0; // 2 and 3 without, 4 and 5 with a sign, and so on
        long value = switch (size) {
            case 1 -> content.get();
            case 2 -> content.getShort();
            case 4 -> content.getInt();
            default -> content.getLong();
        };
        if (signed) {
            return Long.toString(value);
        }
        return size == 8 ? Long.toUnsignedString(value) : Long.toString(value & ((1L << (8 * size)) - 1));
    }

    private static String text(ByteBuffer content, int form) {
        boolean little = content.order() == ByteOrder.LITTLE_ENDIAN;
        Charset sixteen = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        Charset charset = form < UTF_32 ? sixteen : Charset.forName(little ? "UTF-32LE" : "UTF-32BE");
        return charset.decode(content).toString();
    }

    private static int size(int form) {
        if (form < 2) {
            return 1;
        } else if (form < 6) {
            return 2;
        } else if (form < 10) {
            return 4;
        } else if (form < FLOATS) {
            return 8;
        }
        return form < DOUBLES ? 4 : form < UTF_16 ? 8 : form < UTF_32 ? 2 : 4;
    }

    private static @Nullable String typeCode(PyValue value) {
        boolean known = value instanceof PyValue.Str text && text.value().matches("[bBuwhHiIlLqQfd]");
        return known && value instanceof PyValue.Str text ? text.value() : null;
    }

    private static boolean isText(String code) {
        return code.equals("u") || code.equals("w");
    }
}
