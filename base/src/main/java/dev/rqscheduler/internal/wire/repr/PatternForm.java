/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;

/** Compiled regular expressions. */
final class PatternForm {
    private static final String[] FLAGS = {
        "TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"
    };
    private static final int LOCALE = 4;
    private static final int UNICODE = 32;
    private static final int ASCII = 256;

    /** CPython shows no more of a pattern. */
    private static final int LONGEST = 200;

    private PatternForm() {}

    static boolean write(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall()
                || recipe.args().size() != 2
                || !(recipe.args().get(0) instanceof PyValue.Str
                        || recipe.args().get(0) instanceof PyValue.Bytes)
                || !(recipe.args().get(1) instanceof PyValue.Int number)
                || number.value().signum() < 0
                || number.value().bitLength() > 31) {
            return false;
        }
        int flags = number.value().intValue();
        boolean text = recipe.args().get(0) instanceof PyValue.Str;
        if (text && (flags & (LOCALE | UNICODE | ASCII)) == UNICODE) {
            flags &= ~UNICODE; // what every pattern for text has
        }
        String pattern = new ReprWriter(4 * LONGEST).value(recipe.args().get(0)).toString();
        int end = pattern.offsetByCodePoints(0, Math.min(LONGEST, pattern.codePointCount(0, pattern.length())));
        var names = new ArrayList<String>();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & (1 << i)) != 0) {
                names.add("re." + FLAGS[i]);
            }
        }
        int rest = flags & ~((1 << FLAGS.length) - 1);
        if (rest != 0) {
            names.add("0x" + Integer.toHexString(rest));
        }
        out.text("re.compile(").text(pattern.substring(0, end));
        out.text(names.isEmpty() ? "" : ", ").text(String.join("|", names)).text(")");
        return true;
    }
}
