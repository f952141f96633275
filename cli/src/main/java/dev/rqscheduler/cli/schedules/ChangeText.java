/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.api.ScheduleChange.Kind;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.internal.text.TimeText;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Prints changes to schedules: a sign, a name, and each field that differs. */
final class ChangeText {

    private static final String DEFAULT = "(default)";

    private ChangeText() {}

    /**
     * @param done whether the changes were made, or would be
     */
    static void print(List<ScheduleChange> changes, boolean done, boolean json, Instant now, Console console) {
        PrintStream out = console.out();
        if (json) {
            changes.forEach(change -> json(change).printTo(out));
            return;
        }
        changes.stream().filter(change -> change.kind() != Kind.UNCHANGED).forEach(change -> print(change, now, out));
        out.println(String.join(
                ", ",
                count(changes, Kind.ADDED, done ? "added" : "to add"),
                count(changes, Kind.CHANGED, done ? "changed" : "to change"),
                count(changes, Kind.REMOVED, done ? "removed" : "to remove"),
                count(changes, Kind.UNCHANGED, "unchanged")));
    }

    static void print(ScheduleChange change, Instant now, PrintStream out) {
        String next = change.next()
                .map(time -> "  next " + TimeText.utcAndRelative(time, now))
                .orElse("");
        out.println(sign(change.kind()) + " " + Printable.line(change.name()) + next);
        if (change.kind() != Kind.REMOVED) {
            change.fields().forEach(field -> out.println("    " + Printable.line(text(change.kind(), field))));
        }
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
            case UNCHANGED -> "=";
        };
    }

    private static String text(Kind kind, FieldChange field) {
        if (kind == Kind.ADDED) {
            return field.field() + ": " + field.after().orElse("");
        }
        return field.field() + ": " + field.before().orElse(DEFAULT) + " -> "
                + field.after().orElse(DEFAULT);
    }

    private static String count(List<ScheduleChange> changes, Kind kind, String word) {
        return changes.stream().filter(change -> change.kind() == kind).count() + " " + word;
    }

    static Json json(ScheduleChange change) {
        return new Json()
                .put("name", change.name())
                .put("change", change.kind().name().toLowerCase(Locale.ROOT))
                .put("next", change.next().orElse(null))
                .put("fields", change.fields().stream().map(ChangeText::json).toList());
    }

    private static Json json(FieldChange field) {
        return new Json()
                .put("field", field.field())
                .raw("before", field.before().orElse("null"))
                .raw("after", field.after().orElse("null"));
    }
}
