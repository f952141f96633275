/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/schedules.schema.json, which editors use, says what the code says. */
class ScheduleSchemaTest {

    private static final Path SCHEMA = Path.of("../docs/schedules.schema.json");

    @Test
    void itNamesExactlyTheFieldsOfASchedule() throws IOException {
        List<String> ofAFile = ScheduleField.keys().stream()
                .filter(key -> !key.equals("group"))
                .toList();
        assertThat(keys(fields())).containsExactlyInAnyOrderElementsOf(ofAFile);
        assertThat(keys(at(schema(), "properties"))).containsExactlyElementsOf(ScheduleFiles.OneFile.KEYS);
        assertThat(at(schema(), "additionalProperties")).isEqualTo(new PyValue.Bool(false));
        assertThat(at(schema(), "$defs", "fields", "additionalProperties")).isEqualTo(new PyValue.Bool(false));
    }

    @Test
    void eachFieldIsExplained() throws IOException {
        for (String key : keys(fields())) {
            assertThat(at(fields(), key, "description")).as(key).isInstanceOf(PyValue.Str.class);
        }
    }

    /** Each word is accepted, and the message about another one lists the same words. */
    @ParameterizedTest
    @EnumSource(
            value = ScheduleField.class,
            names = {"CRON_DAYS", "SKIPPED_HOUR", "REPEATED_HOUR", "MISFIRE", "OVERLAP", "SERIALIZER"})
    void itsWordsAreThoseThatAreAccepted(ScheduleField field) throws IOException {
        List<String> words = new ArrayList<>();
        for (PyValue word : ((PyValue.List) at(fields(), field.key(), "enum")).items()) {
            Map<String, PyValue> form = form("cron", new PyValue.Str("* * * * *"));
            form.put(field.key(), word);
            if (word.equals(new PyValue.Str("skip")) && field == ScheduleField.MISFIRE) {
                form.put("misfire_after", new PyValue.Str("5m"));
            }
            assertThat(ScheduleForm.read("n", form)).isNotNull();
            if (word instanceof PyValue.Str text) {
                words.add(text.value());
            }
        }
        Map<String, PyValue> other = form("cron", new PyValue.Str("* * * * *"));
        other.put(field.key(), new PyValue.Str("else"));
        String expected = field == ScheduleField.CRON_DAYS
                ? "must be \"and\" (both day fields must match) or \"or\" (either is enough)"
                : "must be one of " + String.join(", ", words);
        assertThatThrownBy(() -> ScheduleForm.read("n", other))
                .isInstanceOf(BadScheduleException.class)
                .hasMessage(field.key() + ": " + expected);
    }

    /** A value of the type that the schema gives is taken, one of another type is refused for its type. */
    @ParameterizedTest
    @CsvSource({
        "function, 5",
        "args, {}",
        "kwargs, []",
        "queue, 5",
        "cron, 5",
        "cron_seconds, 1",
        "every, true",
        "anchor, 5",
        "at, \"2090-01-01T00:00:00Z\"",
        "rrule, 5",
        "rrule_from, 5",
        "zone, 5",
        "start, 5",
        "end, 5",
        "max_runs, \"5\"",
        "exclude, \"2026-12-25\"",
        "jitter, []",
        "misfire_limit, 1.5",
        "deadline, false",
        "description, 5",
        "timeout, []",
        "meta, []",
        "at_front, 0",
        "retry_max, \"1\"",
        "retry_intervals, 5",
        "on_success, 5"
    })
    void itsTypesAreThoseThatAreAccepted(String field, String wrong) throws IOException {
        Map<String, PyValue> form = form("every", new PyValue.Str("1h"));
        for (String kind : List.of("cron", "at", "rrule")) {
            if (field.startsWith(kind)) {
                form.remove("every");
                form.put(kind, new PyValue.Str("x"));
            }
        }
        if (field.equals("misfire_limit")) {
            form.put("misfire", new PyValue.Str("all"));
        }
        PyValue value = JsonReader.read(wrong.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        form.put(field, value);
        assertThatThrownBy(() -> ScheduleForm.read("n", form)).hasMessageContaining(field + ": must be ");
        assertThat(new SchemaCheck(schema()).accepts(at(fields(), field), value))
                .isFalse();
    }

    @Test
    void theExampleIsValid() throws IOException {
        PyValue example = example();
        assertThat(new SchemaCheck(schema()).accepts(schema(), example)).isTrue();
        assertThat(Files.readString(Path.of("../docs/schedules.example.yaml")))
                .contains("\n# yaml-language-server: $schema=" + SCHEMA.getFileName() + "\n");
    }

    private static PyValue example() {
        Path file = Path.of("../docs/schedules.example.yaml");
        Problems problems = new Problems(file);
        PyValue example =
                new YamlValues(problems).value(YamlSource.read(file, problems).orElseThrow(), "example");
        assertThat(problems.inOrder()).isEmpty();
        return example;
    }

    private static Map<String, PyValue> form(String when, PyValue value) {
        Map<String, PyValue> form = new LinkedHashMap<>();
        form.put("function", new PyValue.Str("f"));
        form.put(when, value);
        return form;
    }

    private static PyValue schema() throws IOException {
        return JsonReader.read(Files.readAllBytes(SCHEMA));
    }

    private static PyValue fields() throws IOException {
        return at(schema(), "$defs", "fields", "properties");
    }

    private static PyValue at(PyValue value, String... path) {
        PyValue found = value;
        for (String name : path) {
            found = ((PyValue.Dict) found).get(name).orElseThrow(() -> new AssertionError("no " + name));
        }
        return found;
    }

    private static List<String> keys(PyValue value) {
        return ((PyValue.Dict) value)
                .entries().stream()
                        .map(entry -> ((PyValue.Str) entry.key()).value())
                        .toList();
    }
}
