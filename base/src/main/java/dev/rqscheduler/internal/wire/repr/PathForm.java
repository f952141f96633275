/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of pathlib: 3.11 pickles their parts, later ones the texts that they were made of. */
final class PathForm {
    private static final int MOST_PARTS = 200;
    private static final int LONGEST = 10_000;

    private PathForm() {}

    static boolean posix(Recipe recipe, ReprWriter out) {
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

    static boolean windows(Recipe recipe, ReprWriter out) {
        var parts = texts(recipe);
        if (parts == null) {
            return false;
        }
        String joined = String.join("/", parts).replace('\\', '/');
        boolean drive = joined.length() >= 2 && joined.charAt(1) == ':' && isLetter(joined.charAt(0));
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

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean write(Recipe recipe, ReprWriter out, String anchor, String path) {
        var names = new ArrayList<String>();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        String text = anchor + String.join("/", names);
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
            if (length > LONGEST) {
                return null;
            }
        }
        return texts;
    }
}
