/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyFloat;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of the standard library, UUIDs, which are numbers of 128 bits, and arrays of numbers. */
final class NumberForms {
    /** What {@code str(Decimal)} gives; repr puts it in quotes. */
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d++(\\.\\d++)?+(E[+-]\\d++)?+|Infinity|s?NaN\\d*+)");

    private static final int LONGEST = 4300;

    /** Bytes of an item, by Python's numbers for the forms: whole numbers, floats, doubles, text. */
    private static final int[] SIZES = {1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4, 8, 8, 2, 2, 4, 4};

    private static final int FLOATS = 14;
    private static final int DOUBLES = 16;
    private static final int UTF_16 = 18;
    private static final int UTF_32 = 20;
    private static final int LONGEST_TEXT = 20_000;

    private NumberForms() {}

    static boolean complex(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(2)
                || !(recipe.arg(0) instanceof PyValue.Float real)
                || !(recipe.arg(1) instanceof PyValue.Float imaginary)) {
            return false;
        }
        String second = part(imaginary.value());
        if (real.value() == 0 && 1 / real.value() > 0) {
            out.text(second).text("j");
        } else {
            String sign = second.startsWith("-") ? "" : "+";
            out.text("(").text(part(real.value())).text(sign).text(second).text("j)");
        }
        return true;
    }

    private static String part(double value) {
        String text = PyFloat.repr(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static boolean decimal(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(1)
                && recipe.arg(0) instanceof PyValue.Str text
                && text.value().length() <= LONGEST
                && DECIMAL.matcher(text.value()).matches();
        return known && out.call("Decimal(", recipe.arg(0));
    }

    static boolean fraction(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().isEmpty() || recipe.args().size() > 2) {
            return false;
        }
        BigInteger top = integer(recipe.arg(0));
        BigInteger bottom = recipe.args().size() == 2 ? integer(recipe.arg(1)) : BigInteger.ONE;
        if (recipe.args().size() == 1 && recipe.arg(0) instanceof PyValue.Str text) {
            // CPython before 3.11
            int slash = text.value().indexOf('/');
            top = digits(slash < 0 ? text.value() : text.value().substring(0, slash));
            bottom = slash < 0 ? BigInteger.ONE : digits(text.value().substring(slash + 1));
        }
        if (top == null || bottom == null || bottom.signum() <= 0) {
            return false;
        }
        var common = top.gcd(bottom);
        out.text("Fraction(").integer(top.divide(common)).text(", ");
        out.integer(bottom.divide(common)).text(")");
        return true;
    }

    private static @Nullable BigInteger integer(PyValue value) {
        return value instanceof PyValue.Int number ? number.value() : null;
    }

    private static @Nullable BigInteger digits(String text) {
        boolean known = text.length() <= LONGEST && text.matches("-?[0-9]+");
        return known ? new BigInteger(text) : null;
    }

    static boolean uuid(Recipe recipe, ReprWriter out) {
        if (!recipe.args().isEmpty()
                || !recipe.kwargs().isEmpty()
                || !recipe.hasNoItems()
                || !(recipe.attribute("int") instanceof PyValue.Int number)
                || number.value().signum() < 0
                || number.value().bitLength() > 128) {
            return false;
        }
        String hex = String.format(Locale.ROOT, "%032x", number.value());
        out.text("UUID('" + hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-") + "')");
        return true;
    }

    /** {@code array(typecode, items)}, as protocols 0 to 2 have it. */
    static boolean array(Recipe recipe, ReprWriter out) {
        String code = recipe.isCall(2) ? typeCode(recipe.arg(0)) : null;
        if (code == null || !(recipe.arg(1) instanceof PyValue.List list)) {
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

    /** {@code _array_reconstructor(class, typecode, form, bytes)}: bytes in the form of the machine that wrote them. */
    static boolean machineArray(Recipe recipe, ReprWriter out) {
        var args = recipe.args();
        if (!recipe.isCall(4)
                || !"array.array".equals(Recipe.name(args.get(0)))
                || typeCode(args.get(1)) == null
                || !(args.get(2) instanceof PyValue.Int form)
                || !(args.get(3) instanceof PyValue.Bytes bytes)
                || form.value().signum() < 0
                || form.value().compareTo(BigInteger.valueOf(SIZES.length)) >= 0) {
            return false;
        }
        int number = form.value().intValue();
        boolean text = isText(String.valueOf(typeCode(args.get(1))));
        int size = SIZES[number];
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

    private static @Nullable String typeCode(PyValue value) {
        return value instanceof PyValue.Str text && text.value().matches("[bBuwhHiIlLqQfd]") ? text.value() : null;
    }

    private static boolean isText(String code) {
        return code.equals("u") || code.equals("w");
    }
}
