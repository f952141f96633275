/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Searches of the named schedules, page by page. */
@ExtendWith(TestRedis.class)
class ScheduleSearchTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");

    private final SchedulerClient scheduler = FrozenScheduler.at(NOW, ZoneOffset.UTC);
    private final Schedules schedules = scheduler.schedules("test");

    @AfterEach
    void close() {
        scheduler.close();
    }

    private void put(String name, String function, String queue, String group) {
        schedules.put(
                Schedule.builder(name, JobSpec.builder(function).queue(queue).build())
                        .every(Duration.ofHours(1))
                        .group(group)
                        .build());
    }

    private static List<String> names(SchedulePage page) {
        return page.schedules().stream().map(found -> found.status().name()).toList();
    }

    @Test
    void pagesHaveEachOnce() {
        IntStream.range(0, 250).forEach(i -> put(String.format("s%03d", i), "f.f", "q", ""));
        List<String> all = new ArrayList<>();
        ScheduleSearch search = ScheduleSearch.builder().size(60).build();
        SchedulePage page = schedules.search(search);
        all.addAll(names(page));
        while (page.next().isPresent()) {
            page = schedules.search(search.toBuilder().after(page.next().get()).build());
            all.addAll(names(page));
        }
        assertThat(all).hasSize(250).doesNotHaveDuplicates().isSorted();
        assertThat(names(schedules.search(ScheduleSearch.builder().size(250).build())))
                .isEqualTo(all);
    }

    @Test
    void findsByNameGroupFunctionQueueAndState() {
        put("a", "shop.report", "slow", "shop");
        put("b", "shop.mail", "fast", "shop");
        put("c", "other.mail", "fast", "");
        schedules.pause("c", "for a test");
        assertThat(names(schedules.search(ScheduleSearch.builder().text("shop").build())))
                .containsExactly("a", "b");
        assertThat(names(schedules.search(ScheduleSearch.builder().text("mail").build())))
                .containsExactly("b", "c");
        assertThat(names(schedules.search(ScheduleSearch.builder().text("slow").build())))
                .containsExactly("a");
        assertThat(names(schedules.search(ScheduleSearch.builder()
                        .state(ScheduleStatus.State.PAUSED)
                        .build())))
                .containsExactly("c");
    }

    @Test
    void tellsTheLastOutcomesNewestFirst() {
        put("a", "f.f", "q", "");
        put("b", "f.f", "q", "");
        String job = schedules.runNow("b");
        SchedulePage page = schedules.search(ScheduleSearch.all());
        assertThat(page.schedules().get(0).outcomes()).isEmpty();
        assertThat(page.schedules().get(1).outcomes()).singleElement().satisfies(record -> {
            assertThat(record.job()).contains(job);
            assertThat(record.jobStatus()).contains("queued");
        });
    }

    @Test
    void stopsAfterTheMostLooksAndGoesOnFromThere() {
        IntStream.range(0, 150).forEach(i -> put(String.format("s%03d", i), "f.f", "q", i == 140 ? "rare" : ""));
        ScheduleSearch search = ScheduleSearch.builder().text("rare").looks(120).build();
        SchedulePage first = schedules.search(search);
        assertThat(first.schedules()).isEmpty();
        assertThat(first.stoppedEarly()).isTrue();
        assertThat(first.next()).contains("s119");
        SchedulePage second = schedules.search(search.toBuilder().after("s119").build());
        assertThat(names(second)).containsExactly("s140");
        assertThat(second.next()).isEmpty();
    }
}
