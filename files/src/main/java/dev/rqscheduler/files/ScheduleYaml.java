/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes schedule files, a line for each field with a JSON value, which YAML includes: one {@link #group}, then any number
 * of {@link #schedule}. {@link ScheduleFiles} reads the same schedules from it.
 */
public final class ScheduleYaml {

    /** Strings that mean the same without quotes in any YAML parser. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    /** Words that YAML 1.1 or 1.2 does not take for strings. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private ScheduleYaml() {}

    /** Returns the beginning of a file: its group, and the key that the schedules follow. */
    public static String group(String group) {
        return "group: " + text(group) + "\nschedules:\n";
    }

    /** Returns a schedule with all fields that differ from their defaults, except for the group, which is the file's. */
    public static String schedule(Schedule schedule) {
        StringBuilder yaml =
                new StringBuilder("  ").append(text(schedule.name())).append(":\n");
        schedule.form().forEach((field, value) -> {
            if (!field.equals(ScheduleField.GROUP.key())) {
                yaml.append("    ")
                        .append(field)
                        .append(": ")
                        .append(value(value))
                        .append('\n');
            }
        });
        return yaml.toString();
    }

    private static String value(PyValue value) {
        if (value instanceof PyValue.Str text) {
            return text(text.value());
        } else if (value instanceof PyValue.List list) {
            List<PyValue> items = list.items();
            return items.stream().map(ScheduleYaml::value).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof PyValue.Dict dict) {
            return dict.entries().stream()
                    .map(entry -> text(((PyValue.Str) entry.key()).value()) + ": " + value(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return switch (json(value)) {
            case "NaN" -> ".nan";
            case "Infinity" -> ".inf";
            case "-Infinity" -> "-.inf";
            default -> json(value);
        };
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
        return plain ? text : json(new PyValue.Str(text));
    }

    private static String json(PyValue value) {
        return new String(JsonWriter.write("value", value), StandardCharsets.US_ASCII);
    }
}
