/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The arguments of a job's call, as {@link JsonOrText}. */
public final class CallOptions {

    @Option(
            names = "--arg",
            paramLabel = "VALUE",
            description = "A further positional argument, after ARGS; repeatable.")
    private List<String> further = new ArrayList<>();

    @Option(names = "--kwarg", paramLabel = "NAME=VALUE", description = "A keyword argument; repeatable.")
    private List<String> keywords = new ArrayList<>();

    /**
     * Returns the job, with the arguments given without an option first.
     *
     * @throws IllegalArgumentException if the function is not a dotted path
     */
    public JobSpec.Builder job(String function, List<String> positional) {
        JobSpec.Builder job = JobSpec.builder(function);
        List<@Nullable Object> args = new ArrayList<>();
        positional.forEach(text -> args.add(JsonOrText.read(text)));
        further.forEach(text -> args.add(JsonOrText.read(text)));
        job.args(args.toArray());
        for (String keyword : keywords) {
            int equals = keyword.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--kwarg must be NAME=VALUE, not \"" + keyword + "\"");
            }
            PyValue value = JsonOrText.read(keyword.substring(equals + 1));
            job.kwarg(keyword.substring(0, equals), value);
        }
        return job;
    }

    /**
     * A value on the command line: JSON if it is valid JSON, else a plain string. {@code 5}, {@code 1.5}, {@code true},
     * {@code null}, {@code [1, "a"]} and {@code {"k": 1}} are what they look like; {@code hello}, {@code 007} and {@code NaN}
     * are strings; {@code "5"}, with the quotes, is the string 5.
     */
    public static final class JsonOrText {

        /** How a JSON value starts; NaN and Infinity, which Python's parser also accepts, are strings here. */
        private static final Pattern JSON =
                Pattern.compile("\\s*(?:[\\[{\"0-9]|-[0-9]|true|false|null).*", Pattern.DOTALL);

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
}
