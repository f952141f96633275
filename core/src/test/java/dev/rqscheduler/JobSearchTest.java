/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.JobCursor;
import dev.rqscheduler.api.JobPage;
import dev.rqscheduler.api.JobPage.FoundJob;
import dev.rqscheduler.api.JobSearch;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Searches of the schedule, page by page. */
@ExtendWith(TestRedis.class)
class JobSearchTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.25Z");

    private static final double SECONDS = NOW.getEpochSecond();

    private final RedisClient client = TestRedis.client();
    private final SchedulerClient scheduler = FrozenScheduler.at(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static JobSpec spec(String id, String function, String queue) {
        return JobSpec.builder(function).id(id).queue(queue).build();
    }

    private static List<String> ids(JobPage page) {
        return page.jobs().stream().map(found -> found.job().id()).toList();
    }

    private List<String> found(UnaryOperator<JobSearch.Builder> search) {
        return ids(scheduler.search(search.apply(JobSearch.builder()).build()));
    }

    /** All pages, one after the other, as links lead from each to the next. */
    private List<String> pages(JobSearch search) {
        List<String> all = new ArrayList<>();
        JobPage page = scheduler.search(search);
        all.addAll(ids(page));
        for (int i = 0; page.next().isPresent(); i++) {
            assertThat(i).as("pages").isLessThan(5_000);
            page = scheduler.search(search.toBuilder()
                    .after(JobCursor.parse(page.next().get().text()))
                    .build());
            all.addAll(ids(page));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 599, 600, 601, 1_000})
    void pagesHaveEachJobOnceWhateverShareAScore(int size) {
        Map<String, Double> scores = new HashMap<>();
        IntStream.range(0, 600).forEach(i -> scores.put("job-" + i, SECONDS + Math.floor(i / 250.0)));
        client.zadd(SCHEDULE, scores);
        List<String> all = pages(JobSearch.builder().size(size).build());
        assertThat(all).hasSize(600).doesNotHaveDuplicates();
        assertThat(all).containsExactlyElementsOf(client.zrange(SCHEDULE, 0, -1));
    }

    @Test
    void aPageGoesOnWhereTheLastOneEndedThoughJobsWereMovedMeanwhile() {
        IntStream.range(0, 10).forEach(i -> client.zadd(SCHEDULE, 1_000, "j" + i));
        JobPage first = scheduler.search(JobSearch.builder().size(4).build());
        assertThat(ids(first)).containsExactly("j0", "j1", "j2", "j3");
        client.zrem(SCHEDULE, "j0", "j1", "j3", "j4");
        client.zadd(SCHEDULE, 1_000, "j3a");
        JobPage second = scheduler.search(
                JobSearch.builder().size(4).after(first.next().orElseThrow()).build());
        assertThat(ids(second)).containsExactly("j3a", "j5", "j6", "j7");
    }

    @Test
    void idsThatAreNoTextAndOddScoresArePagedOver() {
        List<byte[]> odd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] id = {(byte) (0xf0 + i % 16), (byte) i};
            odd.add(id);
            client.zadd(SCHEDULE.getBytes(StandardCharsets.UTF_8), i % 3 == 0 ? 17.25 : 17.5, id);
        }
        client.zadd(SCHEDULE, Double.POSITIVE_INFINITY, "never");
        client.zadd(SCHEDULE, -5, "before time");
        client.zadd(SCHEDULE, 1e300, "late");
        List<String> all = pages(JobSearch.builder().size(3).build());
        assertThat(all).hasSize(odd.size() + 3).startsWith("before time").endsWith("late", "never");
    }

    @Test
    void findsByIdFunctionAndQueue() {
        scheduler.enqueueAt(NOW.plusSeconds(1), spec("order-1", "shop.jobs.remind", "mail"));
        scheduler.enqueueAt(NOW.plusSeconds(2), spec("order-2", "shop.jobs.bill", "money"));
        scheduler.enqueueAt(NOW.plusSeconds(3), spec("other-3", "shop.jobs.bill", "mail"));
        assertThat(found(search -> search.id("order-"))).containsExactly("order-1", "order-2");
        assertThat(found(search -> search.function("jobs.bill"))).containsExactly("order-2", "other-3");
        assertThat(found(search -> search.queue("mail"))).containsExactly("order-1", "other-3");
        assertThat(found(search -> search.queue("mail").function("bill").id("o")))
                .containsExactly("other-3");
        assertThat(found(search -> search.queue("mai"))).isEmpty();
    }

    @Test
    void aFunctionIsNotFoundByTheArgumentsButByTheCallWhereTheDescriptionDoesNotTellIt() {
        scheduler.enqueueAt(
                NOW.plusSeconds(1),
                JobSpec.builder("shop.a").id("a").args("shop.secret").build());
        scheduler.enqueueAt(
                NOW.plusSeconds(2),
                JobSpec.builder("shop.secret")
                        .id("b")
                        .description("Nightly stocktaking")
                        .build());
        JobPage page =
                scheduler.search(JobSearch.builder().function("shop.secret").build());
        assertThat(ids(page)).containsExactly("b");
        assertThat(page.jobs().get(0).function()).contains("shop.secret");
        assertThat(page.jobs().get(0).job().description()).contains("Nightly stocktaking");
    }

    @Test
    void findsByStateAndTime() {
        scheduler.enqueueAt(NOW.minusSeconds(10), spec("late", "f.f", "q"));
        scheduler.enqueueAt(NOW, spec("just-due", "f.f", "q"));
        scheduler.enqueueAt(NOW.plusNanos(1_000), spec("soon", "f.f", "q"));
        scheduler.schedule(NOW.plusSeconds(60), Duration.ofMinutes(5), spec("often", "f.f", "q"));
        client.zadd(SCHEDULE, SECONDS + 70, "no hash");
        assertThat(found(search -> search.state(JobSearch.State.OVERDUE))).containsExactly("late", "just-due");
        assertThat(found(search -> search.state(JobSearch.State.SCHEDULED)))
                .containsExactly("soon", "often", "no hash");
        assertThat(found(search -> search.state(JobSearch.State.PERIODIC))).containsExactly("often");
        assertThat(found(search -> search.state(JobSearch.State.MISSING))).containsExactly("no hash");
        assertThat(found(search -> search.from(NOW).until(NOW.plusSeconds(60))))
                .containsExactly("just-due", "soon", "often");
        JobPage all = scheduler.search(JobSearch.all());
        assertThat(all.jobs()).extracting(FoundJob::overdue).containsExactly(true, true, false, false, false);
        assertThat(all.jobs()).extracting(FoundJob::hasHash).containsExactly(true, true, true, true, false);
        assertThat(all.jobs().get(3).job().interval()).contains(Duration.ofMinutes(5));
    }

    @Test
    void stopsAfterTheMostLooksAndGoesOnFromThere() {
        Map<String, Double> scores = new HashMap<>();
        IntStream.range(0, 3_000).forEach(i -> scores.put(String.format("j%04d", i), 100.0 + i));
        client.zadd(SCHEDULE, scores);
        client.hset("rq:job:j2500", Map.of("origin", "rare", "description", "a.b()"));
        JobSearch rare = JobSearch.builder().queue("rare").looks(1_000).build();
        JobPage first = scheduler.search(rare);
        assertThat(first.jobs()).isEmpty();
        assertThat(first.stoppedEarly()).isTrue();
        assertThat(first.looked()).isEqualTo(1_000);
        assertThat(first.lookedUntil()).contains(Instant.ofEpochSecond(1_099));
        assertThat(pages(rare)).containsExactly("j2500");
        JobPage byId = scheduler.search(JobSearch.builder().id("j2999").size(1).build());
        assertThat(ids(byId)).containsExactly("j2999");
        assertThat(byId.next()).isEmpty();
    }

    @Test
    void aHashOfAnotherTypeIsShownAsItIs() {
        client.set("rq:job:odd", "text");
        client.zadd(SCHEDULE, SECONDS + 5, "odd");
        JobPage page = scheduler.search(JobSearch.all());
        assertThat(page.jobs()).singleElement().satisfies(found -> {
            assertThat(found.job().queue()).isEmpty();
            assertThat(found.function()).isEmpty();
        });
        assertThat(page.next()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "17~***", "x~aaaa", "1 2~aaaa"})
    void aPlaceThatNobodyWroteIsRefused(String text) {
        assertThatThrownBy(() -> JobCursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
