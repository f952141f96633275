/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Python wrote is read as Python reads it, and written as Python wrote it. */
class VectorTest {
    /** Objects that cannot be written here; those of the vectors' own classes print as their pickle describes them. */
    private static final List<String> OBJECTS = List.of("Point(", "Order(", "Colour.", "Decimal(");

    private static final Map<String, String> PRINTED = Map.of(
            "Point(4, 5)", "vecjobs.Point(x=4, y=5)",
            "Point(1, 'two')", "vecjobs.Point(x=1, y='two')",
            "Point(1, 2)", "vecjobs.Point(x=1, y=2)",
            "Order(sku='sku-1', qty=3)", "vecjobs.Order(sku='sku-1', qty=3)",
            "<Colour.RED: 'red'>", "<vecjobs.Colour.RED>");

    private static String printed(Vectors.Field field) {
        // Python 3.11.2, with RQ 1.13, pickled a member of an Enum by name, 3.14, with RQ 2.12, by value.
        String text = field.file().contains(".rq212.")
                ? field.pythonRepr().replace("<Colour.RED: 'red'>", "vecjobs.Colour('red')")
                : field.pythonRepr();
        for (var object : PRINTED.entrySet()) {
            text = text.replace(object.getKey(), object.getValue());
        }
        return text;
    }

    private static boolean opaque(String repr) {
        return OBJECTS.stream().anyMatch(repr::contains);
    }

    private static PyValue read(byte[] serialised) {
        return Serializer.of(serialised) == Serializer.JSON
                ? JsonReader.read(serialised)
                : PickleReader.read(serialised);
    }

    private static byte[] plain(Vectors.Field field) {
        return field.name().equals("data") ? Compressor.inflateOrSame(field.serialised()) : field.serialised();
    }

    @Test
    void everyFieldPrintsAsInPython() throws Exception {
        var fields = Vectors.fields();
        assertThat(fields).hasSizeGreaterThan(250);
        for (var field : fields) {
            String repr = PyRepr.of(read(plain(field)), 1 << 20);
            assertThat(repr).as(field.toString()).isEqualTo(printed(field));
        }
    }

    @Test
    void everyFieldIsWrittenByteForByteAsPythonWroteIt() throws Exception {
        int same = 0;
        for (var field : Vectors.fields()) {
            var bytes = plain(field);
            if (opaque(field.pythonRepr())) {
                continue;
            }
            var value = read(bytes);
            var written = Serializer.of(bytes) == Serializer.JSON
                    ? JsonWriter.write("value", value)
                    : PickleWriter.write(value);
            assertThat(written).as(field.toString()).isEqualTo(bytes);
            same++;
        }
        assertThat(same).isGreaterThan(230);
    }

    @Test
    void everyCallIsDecodedAndDescribedAsInPython() throws Exception {
        int described = 0;
        for (var field : Vectors.fields()) {
            if (!field.name().equals("data")) {
                continue;
            }
            var call = CallData.decode(field.serialised());
            var description = field.hash().get("description");
            boolean ownWords = description.isEmpty()
                    || opaque(field.pythonRepr())
                    || !Vectors.text(description.get()).startsWith(call.function() + "(");
            if (!ownWords) {
                assertThat(call.description()).as(field.toString()).isEqualTo(Vectors.text(description.get()));
                described++;
            }
        }
        assertThat(described).isGreaterThan(150);
    }

    @Test
    void aPatchedRepeatIsWhatPythonStoresAfterTheMove() throws Exception {
        int patched = 0;
        for (var before : Vectors.fields()) {
            if (!before.name().equals("meta") || !before.file().contains(".before.")) {
                continue;
            }
            var file = Vectors.directory().resolve(before.file().replace(".before.", ".after."));
            if (!Files.exists(file)) {
                continue;
            }
            var hash = Vectors.dict(Vectors.read(file), "keys").get(before.job());
            if (hash.isEmpty()) {
                continue;
            }
            var fields = Vectors.dict((PyValue.Dict) hash.get(), "fields");
            var meta = Meta.parse(before.serialised());
            var repeat = meta.get("repeat");
            var after = Vectors.bytes(fields, "meta");
            var stored = Meta.parse(after).get("repeat");
            if (repeat.isPresent() && !repeat.equals(stored)) {
                long left = ((PyValue.Int) repeat.get()).value().longValueExact() - 1;
                assertThat(meta.withInteger("repeat", left))
                        .as(before.toString())
                        .isEqualTo(after);
                patched++;
            }
        }
        assertThat(patched).isGreaterThanOrEqualTo(8);
    }
}
