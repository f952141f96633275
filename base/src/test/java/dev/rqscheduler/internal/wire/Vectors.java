/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.Octets;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The golden states of real Python runs, by job. */
final class Vectors {
    /** One serialised field of one job hash, and what Python says about it. */
    record Field(String file, String job, String name, Octets bytes, String pythonRepr, PyValue.Dict hash) {
        byte[] serialised() {
            return bytes.toArray();
        }

        @Override
        public String toString() {
            return file + " " + job + " " + name;
        }
    }

    private Vectors() {}

    static Path directory() {
        try {
            var url = Objects.requireNonNull(Vectors.class.getResource("/vectors"));
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static PyValue.Dict read(Path file) {
        try {
            return (PyValue.Dict) JsonReader.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every data and meta of every file, but for those made so that Python cannot read them: the moves are tested with these. */
    static List<Field> fields() throws IOException {
        var fields = new ArrayList<Field>();
        try (var files = Files.newDirectoryStream(directory(), "*.json")) {
            for (var file : files) {
                addFields(fields, file);
            }
        }
        fields.sort(java.util.Comparator.comparing(Field::toString));
        return fields;
    }

    private static void addFields(List<Field> fields, Path file) {
        var vector = read(file);
        var decoded = vector.get("decoded");
        if (decoded.isEmpty()) {
            return;
        }
        for (var entry : ((PyValue.Dict) decoded.get()).entries()) {
            String job = text(entry.key());
            var facts = (PyValue.Dict) entry.value();
            var hash = dict(dict(dict(vector, "keys"), job), "fields");
            for (String name : List.of("data", "meta")) {
                facts.get(name + "_python_repr")
                        .filter(repr -> !text(repr).startsWith("UNREADABLE"))
                        .ifPresent(repr -> fields.add(new Field(
                                file.getFileName().toString(),
                                job,
                                name,
                                Octets.copyOf(bytes(hash, name)),
                                text(repr),
                                hash)));
            }
        }
    }

    static byte[] bytes(PyValue.Dict hash, String name) {
        return Base64.getDecoder().decode(text(dict(hash, name).get("b64").orElseThrow()));
    }

    static PyValue.Dict dict(PyValue.Dict from, String key) {
        return (PyValue.Dict) from.get(key).orElseThrow();
    }

    static String text(PyValue value) {
        return ((PyValue.Str) value).value();
    }
}
