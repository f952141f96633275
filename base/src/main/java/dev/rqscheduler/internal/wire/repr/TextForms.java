/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are made of a text: addresses, regular expressions, and paths, of which Python 3.11 pickles the parts,
 * later ones the texts that they were made of.
 */
final class TextForms {
    private static final int MOST_PARTS = 200;
    private static final int LONGEST_PATH = 10_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9a-fA-F:.]{2,60}(%[\\w.-]{1,60})?(/[0-9a-fA-F:.]{1,60})?");

    private static final int IPV6_GROUPS = 8;

    private static final String[] FLAGS = {
        "TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"
    };

    private static final int LOCALE = 4;
    private static final int UNICODE = 32;
    private static final int ASCII = 256;

    /** CPython shows no more of a pattern. */
    private static final int LONGEST_PATTERN = 200;

    private TextForms() {}

    static boolean posixPath(Recipe recipe, ReprWriter out) {
        var parts = texts(recipe);
        if (parts == null) {
            return false;
        }
        String joined = "";
        for (String part : parts) {
            joined = part.startsWith("/")
                    ? part
                    : joined.isEmpty() || joined.endsWith("/") ? joined + part : joined + "/" + part;
        }
        // Two slashes at the beginning mean something to POSIX, three do not.
        boolean two = joined.startsWith("//") && !joined.startsWith("///");
        return write(recipe, out, two ? "//" : joined.startsWith("/") ? "/" : "", joined);
    }

    static boolean windowsPath(Recipe recipe, ReprWriter out) {
        var parts = texts(recipe);
        if (parts == null) {
            return false;
        }
        String joined = String.join("/", parts).replace('\\', '/');
        boolean drive = joined.length() >= 2 && joined.charAt(1) == ':' && KnownClasses.isLetter(joined.charAt(0));
        String rest = drive ? joined.substring(2) : joined;
        boolean rooted = rest.startsWith("/");
        boolean network = !drive && !parts.isEmpty() && isNetwork(parts.get(0));
        boolean again = parts.stream().skip(1).anyMatch(part -> part.startsWith("/") || part.startsWith("\\"));
        if (network || again || rest.indexOf(':') >= 0) {
            return false;
        }
        if (drive && parts.get(0).length() == 2 && parts.size() > 1) {
            rest = rest.substring(1); // c: and a are c:a
            rooted = false;
        }
        return write(recipe, out, (drive ? joined.substring(0, 2) : "") + (rooted ? "/" : ""), rest);
    }

    private static boolean isNetwork(String part) {
        return part.length() > 1 && part.replace('\\', '/').startsWith("//");
    }

    private static boolean write(Recipe recipe, ReprWriter out, String anchor, String path) {
        String text = anchor
                + Arrays.stream(path.split("/", -1))
                        .filter(name -> !name.isEmpty() && !name.equals("."))
                        .collect(Collectors.joining("/"));
        String type = recipe.name().substring(recipe.name().lastIndexOf('.') + 1);
        out.text(type).text("(").quoted(text.isEmpty() ? "." : text).text(")");
        return true;
    }

    private static @Nullable List<String> texts(Recipe recipe) {
        if (!recipe.isCall() || recipe.args().size() > MOST_PARTS) {
            return null;
        }
        var texts = new ArrayList<String>();
        int length = 0;
        for (var arg : recipe.args()) {
            if (!(arg instanceof PyValue.Str text)) {
                return null;
            }
            texts.add(text.value());
            length += text.value().length();
            if (length > LONGEST_PATH) {
                return null;
            }
        }
        return texts;
    }

    /** Addresses, networks and interfaces of ipaddress: by their text, or an address by its number. */
    static boolean address(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(1)) {
            return false;
        }
        String type = recipe.name().substring(recipe.name().indexOf('.') + 1);
        String text = null;
        if (recipe.arg(0) instanceof PyValue.Int number) {
            text = type.endsWith("Address") ? address(number.value(), type.startsWith("IPv6")) : null;
        } else if (recipe.arg(0) instanceof PyValue.Str given
                && ADDRESS.matcher(given.value()).matches()) {
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
        for (int i = IPV6_GROUPS - 1; i >= 0; i--) {
            groups.add(Integer.toHexString(number.shiftRight(16 * i).intValue() & 0xffff));
        }
        int from = 0;
        int length = 1;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int end = i;
            while (end < IPV6_GROUPS && groups.get(end).equals("0")) {
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
                + String.join(":", groups.subList(from + length, IPV6_GROUPS));
    }

    static boolean pattern(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall(2)
                || !(recipe.arg(0) instanceof PyValue.Str || recipe.arg(0) instanceof PyValue.Bytes)
                || !(recipe.arg(1) instanceof PyValue.Int number)
                || number.value().signum() < 0
                || number.value().bitLength() > 31) {
            return false;
        }
        int flags = number.value().intValue();
        boolean text = recipe.arg(0) instanceof PyValue.Str;
        if (text && (flags & (LOCALE | UNICODE | ASCII)) == UNICODE) {
            flags &= ~UNICODE; // what every pattern for text has
        }
        String pattern =
                new ReprWriter(4 * LONGEST_PATTERN).value(recipe.arg(0)).toString();
        int end = pattern.offsetByCodePoints(0, Math.min(LONGEST_PATTERN, pattern.codePointCount(0, pattern.length())));
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
