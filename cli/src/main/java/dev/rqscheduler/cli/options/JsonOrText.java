/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A value on the command line: JSON if it is valid JSON, else a plain string. {@code 5}, {@code 1.5}, {@code true},
 * {@code null}, {@code [1, "a"]} and {@code {"k": 1}} are what they look like; {@code hello}, {@code 007} and {@code NaN}
 * are strings; {@code "5"}, with the quotes, is the string 5.
 */
public final class JsonOrText {

    /** How a JSON value starts; NaN and Infinity, which Python's parser also accepts, are strings here. */
    private static final Pattern JSON = Pattern.compile("\\s*(?:[\\[{\"0-9]|-[0-9]|true|false|null).*", Pattern.DOTALL);

    private JsonOrText() {}

    public static PyValue read(String text) {
        if (JSON.matcher(text).matches()) {
            try {
                return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
            } catch (WireFormatException e) {
                return new PyValue.Str(text);
            }
        }
        return new PyValue.Str(text);
    }
}
