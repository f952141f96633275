/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses, networks and interfaces of ipaddress: by their text, or an address by its number. */
final class AddressForm {
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F:.]{2,60}(%[\\w.-]{1,60})?(/[0-9a-fA-F:.]{1,60})?");
    private static final int GROUPS = 8;

    private AddressForm() {}

    static boolean write(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().size() != 1) {
            return false;
        }
        String type = recipe.name().substring(recipe.name().indexOf('.') + 1);
        String text = null;
        if (recipe.args().get(0) instanceof PyValue.Int number) {
            text = type.endsWith("Address") ? address(number.value(), type.startsWith("IPv6")) : null;
        } else if (recipe.args().get(0) instanceof PyValue.Str given
                && TEXT.matcher(given.value()).matches()) {
            text = given.value();
        }
        if (text != null) {
            out.text(type).text("(").quoted(text).text(")");
        }
        return text != null;
    }

    private static @Nullable String address(BigInteger number, boolean six) {
        if (number.signum() < 0 || number.bitLength() > (six ? 128 : 32)) {
            return null;
        }
        return six ? six(number) : four(number.longValue());
    }

    private static String four(long number) {
        return (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** The first of the longest runs of zeros, if it has two groups or more, becomes two colons. */
    private static String six(BigInteger number) {
        var groups = new ArrayList<String>();
        for (int i = GROUPS - 1; i >= 0; i--) {
            groups.add(Integer.toHexString(number.shiftRight(16 * i).intValue() & 0xffff));
        }
        int from = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        if (length < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, from)) + "::"
                + String.join(":", groups.subList(from + length, GROUPS));
    }
}
