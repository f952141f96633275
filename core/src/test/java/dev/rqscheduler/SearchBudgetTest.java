/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.internal.client.JobSearcher;
import dev.rqscheduler.internal.client.ScheduleSearcher;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What a page reads is bounded, however large jobs and schedules are. */
@ExtendWith(TestRedis.class)
class SearchBudgetTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final ScriptClock CLOCK = ScriptClock.frozen(NOW);
    private static final String LARGE = "x".repeat(300_000);

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = TestRedis.connection();
    private final SchedulerClient scheduler = FrozenScheduler.at(NOW, ZoneOffset.UTC);
    private final Schedules schedules = scheduler.schedules("test");

    @AfterEach
    void close() {
        scheduler.close();
        redis.close();
    }

    private List<String> largeJobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> scheduler
                        .schedule(
                                NOW.plusSeconds(i),
                                Duration.ofMinutes(5),
                                JobSpec.builder("f.f")
                                        .id(String.format("j%03d", i))
                                        .meta(Map.of("note", LARGE))
                                        .build())
                        .id())
                .toList();
    }

    private static List<String> ids(JobPage page) {
        return page.jobs().stream().map(found -> found.job().id()).toList();
    }

    private static List<String> names(SchedulePage page) {
        return page.schedules().stream().map(found -> found.status().name()).toList();
    }

    @Test
    void aPageOfLargeJobsEndsEarlyAndTheNextGoesOn() {
        List<String> jobs = largeJobs(12);
        JobSearcher searcher = new JobSearcher(redis, CLOCK, 1_000_000);
        List<String> all = new ArrayList<>();
        JobSearch search = JobSearch.builder().size(1_000).build();
        JobPage page = searcher.search(search);
        assertThat(page.stoppedEarly()).isTrue();
        assertThat(page.looked()).isEqualTo(4);
        assertThat(page.lookedUntil()).contains(NOW.plusSeconds(3));
        for (;
                page.next().isPresent();
                page = searcher.search(
                        search.toBuilder().after(page.next().get()).build())) {
            assertThat(page.jobs())
                    .hasSizeBetween(1, 4)
                    .allSatisfy(found -> assertThat(found.job().interval()).contains(Duration.ofMinutes(5)));
            all.addAll(ids(page));
        }
        all.addAll(ids(page));
        assertThat(page.stoppedEarly()).isFalse();
        assertThat(all).isEqualTo(jobs);
    }

    @Test
    void whatIsReadAndDoesNotFitCounts() {
        JobSpec.Builder once = JobSpec.builder("f.f").meta(Map.of("note", LARGE));
        scheduler.enqueueAt(NOW.minusSeconds(2), once.id("once-1").build());
        scheduler.enqueueAt(NOW.minusSeconds(1), once.id("once-2").build());
        largeJobs(1);
        JobSearcher searcher = new JobSearcher(redis, CLOCK, 400_000);
        JobSearch search = JobSearch.builder().state(JobSearch.State.PERIODIC).build();
        JobPage page = searcher.search(search);
        assertThat(page.jobs()).isEmpty();
        assertThat(page.looked()).isEqualTo(2);
        assertThat(page.stoppedEarly()).isTrue();
        JobPage next = searcher.search(
                search.toBuilder().after(page.next().orElseThrow()).build());
        assertThat(ids(next)).containsExactly("j000");
        assertThat(next.next()).isEmpty();
    }

    @Test
    void aPageReadsEightMebibytesOfJobs() {
        List<String> jobs = largeJobs(40);
        JobSearch search = JobSearch.builder().size(1_000).build();
        JobPage page = scheduler.search(search);
        assertThat(page.stoppedEarly()).isTrue();
        assertThat(ids(page)).isEqualTo(jobs.subList(0, 28));
        JobPage rest = scheduler.search(
                search.toBuilder().after(page.next().orElseThrow()).build());
        assertThat(rest.stoppedEarly()).isFalse();
        assertThat(ids(rest)).isEqualTo(jobs.subList(28, 40));
    }

    /** Data of a few hundred bytes may unfold to megabytes. */
    @Test
    void whatIsKeptOfAJobIsALine() {
        byte[] data = new CallData(
                        "f".repeat(1_000_000),
                        PyValue.None.NONE,
                        Collections.nCopies(10_000, PyValue.None.NONE),
                        Map.of())
                .encode(Serializer.PICKLE);
        assertThat(data).hasSizeLessThan(65_536);
        client.hset("rq:job:odd".getBytes(StandardCharsets.UTF_8), "data".getBytes(StandardCharsets.UTF_8), data);
        client.hset("rq:job:odd", Map.of("origin", LARGE, "status", LARGE));
        client.zadd(SCHEDULE, (double) NOW.getEpochSecond(), "odd");
        scheduler.enqueueAt(
                NOW.plusSeconds(1),
                JobSpec.builder("f.f")
                        .id("cron")
                        .meta(Map.of("cron_string", LARGE))
                        .build());
        JobPage page = scheduler.search(JobSearch.all());
        assertThat(page.jobs().get(0)).satisfies(found -> {
            assertThat(found.function().orElseThrow()).hasSize(4_096);
            assertThat(found.job().description().orElseThrow()).hasSize(4_096);
            assertThat(found.job().queue().orElseThrow()).hasSize(4_096);
            assertThat(found.job().status().orElseThrow()).hasSize(4_096);
        });
        assertThat(page.jobs().get(1).job().cron().orElseThrow()).hasSize(4_096);
    }

    private List<String> largeSchedules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String name = String.format("s%03d", i);
                    JobSpec job = JobSpec.builder("f.f")
                            .args(LARGE.substring(0, 200_000))
                            .build();
                    schedules.put(Schedule.builder(name, job)
                            .every(Duration.ofHours(1))
                            .build());
                    return name;
                })
                .toList();
    }

    @Test
    void aPageOfLargeSchedulesEndsEarlyAndTheNextGoesOn() {
        List<String> all = largeSchedules(12);
        ScheduleSearcher searcher =
                new ScheduleSearcher(new NamedScheduleStore(redis, CLOCK), new HistoryStore(redis), 700_000);
        ScheduleSearch search = ScheduleSearch.builder().size(1_000).build();
        List<String> found = new ArrayList<>();
        SchedulePage page = searcher.search(search);
        assertThat(page.looked()).isEqualTo(4);
        for (;
                page.next().isPresent();
                page = searcher.search(
                        search.toBuilder().after(page.next().get()).build())) {
            assertThat(page.stoppedEarly()).isTrue();
            assertThat(page.schedules()).hasSize(4);
            found.addAll(names(page));
        }
        found.addAll(names(page));
        assertThat(found).isEqualTo(all);
        assertThat(names(searcher.search(
                        search.toBuilder().text("s011").after("s009").build())))
                .containsExactly("s011");
    }

    @Test
    void aListOfAllGoesOnBehindAShortReply() {
        List<String> all = largeSchedules(25);
        NamedScheduleStore.Listed listed = new NamedScheduleStore(redis, CLOCK).list("", 100);
        assertThat(listed.ended()).isFalse();
        assertThat(listed.bytes()).isBetween(2L << 20, (2L << 20) + 300_000);
        assertThat(listed.schedules()).hasSizeLessThan(12);
        assertThat(schedules.list().map(ScheduleStatus::name)).isEqualTo(all);
        assertThat(names(schedules.search(ScheduleSearch.builder().size(1_000).build())))
                .hasSizeBetween(20, 22);
    }

    @Test
    void aDefinitionThatIsTooLongIsBrokenAndHidesNoOther() {
        List<String> all = largeSchedules(2);
        client.hset("rq:scheduling:schedule:s000", "definition", "x".repeat(5_000_000));
        SchedulePage page = schedules.search(ScheduleSearch.all());
        assertThat(names(page)).isEqualTo(all);
        assertThat(page.schedules().get(0).status().state()).isEqualTo(ScheduleStatus.State.BROKEN);
        assertThat(page.schedules().get(1).status().state()).isEqualTo(ScheduleStatus.State.ACTIVE);
    }

    @Test
    void outcomesOfManySchedulesAreThoseOfEach() {
        List<String> names =
                IntStream.range(0, 45).mapToObj(i -> String.format("n%03d", i)).toList();
        names.forEach(name -> schedules.put(Schedule.builder(name, JobSpec.of("f.f"))
                .every(Duration.ofHours(1))
                .build()));
        List<String> jobs = names.stream().map(schedules::runNow).toList();
        SchedulePage page =
                schedules.search(ScheduleSearch.builder().size(100).outcomes(50).build());
        assertThat(page.schedules())
                .extracting(found -> found.outcomes().get(0).job().orElseThrow())
                .isEqualTo(jobs);
    }
}
