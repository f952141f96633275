/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Short digests of form inputs and definitions. A form carries them back and forth to detect changes. */
final class Fingerprint {

    private Fingerprint() {}

    /** Returns the fingerprint of form inputs. */
    static String of(Map<String, String> typed) {
        MessageDigest digest = digest();
        new TreeMap<>(typed).forEach((name, text) -> {
            // Browsers send forms with different line endings from scripts.
            for (String part : new String[] {name, text.replace("\r\n", "\n")}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
        });
        return text(digest);
    }

    /** Returns the fingerprint of a definition as stored. */
    static String ofDefinition(Map<String, PyValue> form) {
        MessageDigest digest = digest();
        digest.update(JsonWriter.write("definition", PyValue.Dict.of(new TreeMap<>(form))));
        return text(digest);
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
