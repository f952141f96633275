/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

/** Shortens strings of unknown length for messages. */
public final class Excerpt {

    private static final int LONGEST_NAME = 80;

    private Excerpt() {}

    /** Returns at most {@code most} characters of it, followed by three dots if there are more. */
    public static String of(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /** Returns an id or a name in double quotes, at most 80 characters of it. */
    public static String quoted(String name) {
        return "\"" + of(name, LONGEST_NAME) + "\"";
    }
}
