/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.cli.failure.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker does when the job has ended. */
public final class AfterwardsOptions {

    @Option(names = "--on-success", paramLabel = "FUNC", description = "Python function to call if it succeeds.")
    private @Nullable String onSuccess;

    @Option(names = "--on-failure", paramLabel = "FUNC", description = "Python function to call if it fails.")
    private @Nullable String onFailure;

    @Option(names = "--on-stopped", paramLabel = "FUNC", description = "Python function to call if it is stopped.")
    private @Nullable String onStopped;

    @Option(names = "--retry", paramLabel = "N", description = "Maximum number of retries if it fails.")
    private @Nullable Integer retry;

    @Option(
            names = "--retry-interval",
            paramLabel = "DURATION",
            split = ",",
            converter = Values.Seconds.class,
            description = "Wait before each retry; repeatable or separated by commas, the last applies to the rest.")
    private List<Duration> retryIntervals = new ArrayList<>();

    void applyTo(JobSpec.Builder job) {
        GivenOptions.with(onSuccess, function -> job.onSuccess(Callback.of(function)));
        GivenOptions.with(onFailure, function -> job.onFailure(Callback.of(function)));
        GivenOptions.with(onStopped, function -> job.onStopped(Callback.of(function)));
        GivenOptions.with(retry, times -> job.retry(new Retry(times, retryIntervals)));
        if (retry == null && !retryIntervals.isEmpty()) {
            throw new UsageException("--retry-interval needs --retry: the number of retries");
        }
    }
}
