/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints the properties of one item, one per line. */
public final class Fields {

    /** Names may come from Redis: a longer one only shifts its own value to the right. */
    private static final int WIDEST = 24;

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    public void add(String name, String value) {
        names.add(Printable.line(name));
        values.add(Printable.line(value));
    }

    public void printTo(PrintStream out) {
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            int gap = Math.max(0, Math.min(width, WIDEST) - name.length()) + 2;
            out.println((name + " ".repeat(gap) + values.get(i)).stripTrailing());
        }
    }
}
