/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyFloat;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of the standard library, and UUIDs, which are numbers of 128 bits. */
final class NumberForms {
    /** What {@code str(Decimal)} gives; repr puts it in quotes. */
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d++(\\.\\d++)?+(E[+-]\\d++)?+|Infinity|s?NaN\\d*+)");

    private static final int LONGEST = 4300;

    private NumberForms() {}

    static boolean complex(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall()
                || recipe.args().size() != 2
                || !(recipe.args().get(0) instanceof PyValue.Float real)
                || !(recipe.args().get(1) instanceof PyValue.Float imaginary)) {
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
        boolean known = recipe.isCall()
                && recipe.args().size() == 1
                && recipe.args().get(0) instanceof PyValue.Str text
                && text.value().length() <= LONGEST
                && DECIMAL.matcher(text.value()).matches();
        if (known) {
            out.text("Decimal(").value(recipe.args().get(0)).text(")");
        }
        return known;
    }

    static boolean fraction(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().isEmpty() || recipe.args().size() > 2) {
            return false;
        }
        BigInteger top = integer(recipe.args().get(0));
        BigInteger bottom = recipe.args().size() == 2 ? integer(recipe.args().get(1)) : BigInteger.ONE;
        if (recipe.args().size() == 1 && recipe.args().get(0) instanceof PyValue.Str text) {
            // CPython before 3.11
            int slash = text.value().indexOf('/');
            top = digits(slash < 0 ? text.value() : text.value().substring(0, slash));
            bottom = slash < 0 ? BigInteger.ONE : digits(text.value().substring(slash + 1));
        }
        boolean known = top != null && bottom != null && bottom.signum() > 0;
        if (top != null && bottom != null && known) {
            var common = top.gcd(bottom);
            out.text("Fraction(")
                    .integer(top.divide(common))
                    .text(", ")
                    .integer(bottom.divide(common))
                    .text(")");
        }
        return known;
    }

    private static @Nullable BigInteger integer(PyValue value) {
        return value instanceof PyValue.Int number ? number.value() : null;
    }

    private static @Nullable BigInteger digits(String text) {
        boolean known = text.length() <= LONGEST && text.matches("-?[0-9]+");
        return known ? new BigInteger(text) : null;
    }

    static boolean uuid(Recipe recipe, ReprWriter out) {
        boolean known = recipe.args().isEmpty()
                && recipe.kwargs().isEmpty()
                && recipe.hasNoItems()
                && recipe.attribute("int") instanceof PyValue.Int number
                && number.value().signum() >= 0
                && number.value().bitLength() <= 128;
        if (known && recipe.attribute("int") instanceof PyValue.Int number) {
            String hex = String.format(Locale.ROOT, "%032x", number.value());
            out.text("UUID('" + hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                    + hex.substring(16, 20) + "-" + hex.substring(20) + "')");
        }
        return known;
    }
}
