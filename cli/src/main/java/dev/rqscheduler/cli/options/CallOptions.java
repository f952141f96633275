/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.cli.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
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
}
