/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Every option of a job that the Java client offers has its effect at a real worker. */
@ExtendWith(TestRedis.class)
class InteropJobOptionsIT {

    private static final Duration FAILURE_TTL = Duration.ofDays(365);

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();
    private final List<String> ids = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {Rq.SIMPLE_WORKER, Rq.FORKING_WORKER})
    void optionsHaveTheirEffect(String workerClass) throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url)) {
            scheduleAll(scheduler);
        }
        checkScheduled(JobView.scheduled(rq, "pickle"));
        SchedulerJar.burst(url);
        checkMoved(JobView.jobs(rq, "pickle", ids.toArray(String[]::new)));
        try (var worker = rq.burstWorker(workerClass, Rq.PICKLE_SERIALIZER, "default", "mail:eu")) {
            worker.awaitSuccess();
        }
        JobView view = JobView.jobs(rq, "pickle", ids.toArray(String[]::new));
        checkTimesToLive(view);
        checkDependencies(view);
        checkFailures(view);
        checkCallbacks(view);
    }

    private void scheduleAll(SchedulerClient scheduler) {
        Instant due = scheduler.ping().minusSeconds(600);
        add(scheduler, due, look("plain"));
        add(scheduler, due, look("queue").queue("mail:eu"));
        add(scheduler, due, look("ttl").ttl(Duration.ofMinutes(10)));
        add(scheduler, due, look("kept").resultTtl(Duration.ofSeconds(1234)));
        add(scheduler, due, look("forever").resultTtl(Duration.ofSeconds(-1)));
        add(scheduler, due, look("unkept").resultTtl(Duration.ZERO));
        add(scheduler, due, look("described").description("größe 📦").meta(Map.of("note", "seen")));
        add(scheduler, due, job("timeout", "slow", 30).timeout(Duration.ofSeconds(1)));
        add(scheduler, due, job("unlimited", "slow", 0.01).timeout(Duration.ofSeconds(-1)));
        add(scheduler, due, job("fails", "fail", "bang").failureTtl(Duration.ofSeconds(4321)));
        add(scheduler, due, job("retried", "fail_until", 3).retry(Retry.of(3)));
        add(scheduler, due, job("later", "fail_until", 3).retry(Retry.of(2, Duration.ofMinutes(1))));
        Callback success = Callback.of("interop_jobs.on_success");
        Callback failure = new Callback("interop_jobs.on_failure", Duration.ofSeconds(5));
        add(scheduler, due, look("called").onSuccess(success).onFailure(failure));
        add(
                scheduler,
                due,
                job("called-failing", "fail", "bang").onSuccess(success).onFailure(failure));

        // Due before what they depend on: put off by us, brought in by the worker that finishes the dependency.
        add(scheduler, due.minusSeconds(5), look("child").dependsOn("parent", "plain"));
        add(scheduler, due.minusSeconds(5), look("child-of-failing").dependsOn("fails"));
        add(scheduler, due.minusSeconds(5), look("child-of-nothing").dependsOn("no-such-job"));
        add(scheduler, due, look("parent"));
        add(scheduler, due.plusSeconds(5), look("front").atFront(true));
    }

    private void checkScheduled(JobView view) {
        assertThat(view.ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(view.fact("plain", "description")).isEqualTo("\"interop_jobs.look('plain')\"");
        assertThat(view.fact("described", "description")).isEqualTo("'größe 📦'");
        assertThat(view.fact("queue", "origin")).isEqualTo("'mail:eu'");
        assertThat(view.fact("plain", "timeout")).isEqualTo("None");
        assertThat(view.fact("timeout", "timeout")).isEqualTo("1");
        assertThat(view.fact("ttl", "ttl")).isEqualTo("600");
        assertThat(view.fact("ttl", "expires_in")).isEqualTo("-1");
        assertThat(view.fact("kept", "result_ttl")).isEqualTo("1234");
        assertThat(view.fact("fails", "failure_ttl")).isEqualTo("4321");
        assertThat(view.fact("retried", "retries_left")).isEqualTo("3");
        assertThat(view.fact("later", "retry_intervals")).isEqualTo("[60]");
        assertThat(view.fact("front", "enqueue_at_front")).isEqualTo("True");
        assertThat(view.fact("child", "dependencies")).isEqualTo("['parent', 'plain']");
        assertThat(view.fact("called", "success_callback")).isEqualTo("'interop_jobs.on_success'");
        assertThat(view.fact("called", "failure_callback")).isEqualTo("'interop_jobs.on_failure'");
    }

    private void checkMoved(JobView view) {
        for (String id : ids) {
            boolean waits = id.equals("child") || id.equals("child-of-failing");
            assertThat(view.fact(id, "status")).as(id).isEqualTo(waits ? "'deferred'" : "'queued'");
        }
        assertThat(view.number("ttl", "expires_in")).isBetween(1L, 600L);
        assertThat(view.fact("plain", "timeout")).isEqualTo("180");
        assertThat(view.fact("unlimited", "timeout")).isEqualTo("-1");
        assertThat(redis.lrange("rq:queue:mail:eu", 0, -1)).containsExactly("queue");
        assertThat(redis.lrange("rq:queue:default", 0, 0)).containsExactly("front");
    }

    private static void checkTimesToLive(JobView view) {
        assertThat(view.fact("unkept", "status")).isEqualTo("'gone'");
        assertThat(view.fact("unkept", "seen args")).isEqualTo("('unkept',)");
        assertThat(view.fact("forever", "expires_in")).isEqualTo("-1");
        assertThat(view.number("kept", "expires_in")).isBetween(1100L, 1234L);
        assertThat(view.number("plain", "expires_in")).isBetween(400L, 500L);
        assertThat(view.number("fails", "expires_in")).isBetween(4200L, 4321L);
        assertThat(view.number("timeout", "expires_in"))
                .isBetween(FAILURE_TTL.toSeconds() - 600, FAILURE_TTL.toSeconds());
        assertThat(view.fact("described", "seen meta")).isEqualTo("{'note': 'seen'}");
    }

    private void checkDependencies(JobView view) {
        List<String> order = redis.lrange("interop:order", 0, -1);
        assertThat(order).doesNotHaveDuplicates().startsWith("front", "child-of-nothing");
        assertThat(order.indexOf("child"))
                .isGreaterThan(order.indexOf("parent"))
                .isGreaterThan(order.indexOf("plain"));
        assertThat(order).contains("queue", "parent").doesNotContain("child-of-failing");
        assertThat(view.fact("child", "status")).isEqualTo("'finished'");
        assertThat(view.fact("child-of-failing", "status")).isEqualTo("'deferred'");
        assertThat(redis.zrange("rq:deferred:default", 0, -1)).containsExactly("child-of-failing");
    }

    private void checkFailures(JobView view) {
        assertThat(view.fact("fails", "status")).isEqualTo("'failed'");
        assertThat(view.fact("fails", "error")).isEqualTo("'RuntimeError: bang'");
        assertThat(view.fact("timeout", "error")).contains("JobTimeoutException", "(1 seconds)");
        assertThat(view.fact("unlimited", "result")).isEqualTo("0.01");
        assertThat(view.fact("retried", "result")).isEqualTo("'at last'");
        assertThat(view.fact("retried", "runs")).isEqualTo("3");
        assertThat(view.fact("retried", "retries_left")).isEqualTo("1");
        assertThat(view.fact("later", "status")).isEqualTo("'scheduled'");
        assertThat(view.fact("later", "runs")).isEqualTo("1");
        assertThat(redis.zrange("rq:scheduled:default", 0, -1)).containsExactly("later");
    }

    private static void checkCallbacks(JobView view) {
        assertThat(view.fact("called", "callback outcome")).isEqualTo("'success'");
        assertThat(view.fact("called", "callback result")).isEqualTo("'1'");
        assertThat(view.fact("called-failing", "callback outcome")).isEqualTo("'failure'");
        assertThat(view.fact("called-failing", "callback error")).isEqualTo("'RuntimeError: bang'");
    }

    /** A job whose function writes down what it sees; its one argument is its id. */
    private static JobSpec.Builder look(String id) {
        return job(id, "look", id);
    }

    private static JobSpec.Builder job(String id, String function, Object argument) {
        return JobSpec.builder("interop_jobs." + function).args(argument).id(id);
    }

    private void add(SchedulerClient scheduler, Instant due, JobSpec.Builder job) {
        ids.add(scheduler.enqueueAt(due, job.build()).id());
    }
}
