/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.CommandRun;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code rqscheduler why} about jobs that a real worker has, had, and let fail. */
@ExtendWith(TestRedis.class)
class InteropWhyIT {

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);

    @Test
    void aJobsLifeIsToldAtEachStep() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url)) {
            Instant due = scheduler.ping().minusSeconds(60);
            scheduler.enqueueAt(due, job("good", "add").args(1, 2).build());
            scheduler.enqueueAt(
                    due.plusSeconds(1), job("bad", "fail").args("bang").build());
        }
        assertThat(why("good")).containsEntry("place", "overdue");
        assertThat(why("good")).extractingByKey("waits").asString().contains("for a scheduler: none is running");
        SchedulerJar.burst(url);
        assertThat(why("bad")).containsEntry("place", "queued");
        assertThat(why("bad")).extractingByKey("where").isEqualTo("in queue \"default\" at position 2 of 2");
        try (var worker = rq.burstWorker(Rq.FORKING_WORKER, Rq.PICKLE_SERIALIZER, "default")) {
            worker.awaitSuccess();
        }
        assertThat(why("good")).containsEntry("place", "finished");
        assertThat(why("good")).extractingByKey("last").asString().contains("last ended ", "last result: success");
        assertThat(why("bad")).containsEntry("place", "failed");
        assertThat(why("bad"))
                .extractingByKey("last")
                .asString()
                .contains("last result: failure: RuntimeError: bang (File ", "interop_jobs.py");
    }

    @Test
    void aJobThatRuns() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url)) {
            scheduler.enqueueAt(
                    scheduler.ping().minusSeconds(60),
                    job("slow", "slow").args(60).build());
        }
        SchedulerJar.burst(url);
        try (var worker = rq.worker(Rq.FORKING_WORKER, "default")) {
            worker.awaitLine(0, line -> line.contains("slow"));
            var client = TestRedis.client();
            // The job itself says that it runs; the worker has noted everything by then.
            while (client.get("interop:runs:slow") == null) {
                Thread.onSpinWait();
            }
            assertThat(why("slow")).containsEntry("place", "running");
            assertThat(why("slow")).extractingByKey("where").asString().matches("being run by .* since .* ago\\)");
        }
    }

    private static JobSpec.Builder job(String id, String function) {
        return JobSpec.builder("interop_jobs." + function).id(id);
    }

    private Map<String, Object> why(String id) {
        return CommandRun.of("why", id, "--json", "--url", url).json().get(0);
    }
}
