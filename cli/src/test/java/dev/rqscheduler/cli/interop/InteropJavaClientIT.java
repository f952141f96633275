/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Serializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Java client is given is what the function gets that a real worker runs, in both forms of arguments and meta. */
@ExtendWith(TestRedis.class)
class InteropJavaClientIT {

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);

    @ParameterizedTest
    @CsvSource({
        "PICKLE, " + Rq.SIMPLE_WORKER,
        "JSON, " + Rq.SIMPLE_WORKER,
        "PICKLE, " + Rq.FORKING_WORKER,
        "JSON, " + Rq.FORKING_WORKER
    })
    void argumentsAndMetaOfEveryKindArrive(Serializer serializer, String workerClass) throws InterruptedException {
        String form = serializer.name().toLowerCase(Locale.ROOT);
        List<Values.Value> values = Values.all().stream()
                .filter(value -> value.json() || serializer == Serializer.PICKLE)
                .toList();
        List<String> ids = new ArrayList<>();
        try (var scheduler =
                SchedulerClient.builder().redis(url).serializer(serializer).build()) {
            Instant due = scheduler.ping().minusSeconds(600);
            List<JobRequest> requests = new ArrayList<>();
            for (var value : values) {
                ids.add("value-" + ids.size());
                requests.add(request(ids, due.plusSeconds(ids.size()), value));
            }
            scheduler.scheduleAll(requests);
        }

        JobView before = JobView.scheduled(rq, form);
        assertThat(before.ids()).isEqualTo(ids);
        for (int i = 0; i < values.size(); i++) {
            String id = ids.get(i);
            assertThat(before.fact(id, "func_name")).isEqualTo("'interop_jobs.look'");
            assertThat(before.fact(id, "status")).isEqualTo("'scheduled'");
            check(id, values.get(i), serializer, before, "", 2);
        }

        SchedulerJar.burst(url);
        try (var worker = rq.burstWorker(
                workerClass, serializer == Serializer.JSON ? Rq.JSON_SERIALIZER : Rq.PICKLE_SERIALIZER, "default")) {
            worker.awaitSuccess();
        }
        JobView after = JobView.jobs(rq, form, ids.toArray(String[]::new));
        for (int i = 0; i < values.size(); i++) {
            String id = ids.get(i);
            assertThat(after.fact(id, "outcome")).as(after.fact(id, "error")).isEqualTo("'SUCCESSFUL'");
            assertThat(after.number(id, "runs")).isOne();
            assertThat(after.fact(id, "result")).isEqualTo("2");
            check(id, values.get(i), serializer, after, "seen ", 1);
        }
    }

    /** In turn once, and at an interval with a count and meta of its own, to which the client adds. */
    private static JobRequest request(List<String> ids, Instant due, Values.Value value) {
        JobSpec.Builder job = JobSpec.builder("interop_jobs.look")
                .args(value.java(), 17)
                .kwarg("größe", value.java())
                .id(ids.get(ids.size() - 1));
        return ids.size() % 2 == 1
                ? JobRequest.at(due, job.build())
                : JobRequest.every(
                        due,
                        Duration.ofHours(1),
                        2,
                        job.meta(Collections.singletonMap("own", value.java())).build());
    }

    private static void check(
            String id, Values.Value value, Serializer serializer, JobView view, String prefix, int repeat) {
        String args = value.python() + ", 17";
        // JSON knows no tuples.
        boolean list = serializer == Serializer.JSON && prefix.isEmpty();
        assertThat(view.fact(id, prefix + "args")).isEqualTo(list ? "[" + args + "]" : "(" + args + ")");
        assertThat(view.fact(id, prefix + "kwargs")).isEqualTo("{'größe': " + value.python() + "}");
        boolean periodic = Integer.parseInt(id.substring("value-".length())) % 2 == 1;
        assertThat(view.fact(id, prefix + "meta"))
                .isEqualTo(
                        periodic
                                ? "{'own': " + value.python() + ", 'interval': 3600, 'repeat': " + repeat + "}"
                                : "{}");
    }
}
