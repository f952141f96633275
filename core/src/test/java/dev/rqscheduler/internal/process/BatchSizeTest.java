/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.process.SimulatedServer.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Page sizes over a backlog without end, on servers that are simulated so that the clock plays no part. */
class BatchSizeTest {

    private static final int MOST = 500;
    private static final Duration TOO_LONG = Duration.ofMillis(4);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static BatchSize newBatch() {
        return new BatchSize(MOST);
    }

    private static double average(List<Integer> pages) {
        return pages.stream().mapToInt(page -> page).average().orElseThrow();
    }

    /** Sizes of the pages of so many calls. */
    private static List<Integer> pages(BatchSize batch, SimulatedServer server, int calls) {
        return IntStream.range(0, calls).mapToObj(call -> server.call(batch)).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"WALL", "PROCESSOR"})
    void networkWhereScriptsMeasureDoesNotMatter(Measure measure) {
        List<Integer> near = pages(newBatch(), new SimulatedServer(measure, 7), 300);
        for (double most : new double[] {0, 0.5, 5, 12}) {
            for (double least : new double[] {0, 2, 6, 50}) {
                SimulatedServer far = new SimulatedServer(measure, 7).network(least, least + most);
                assertThat(pages(newBatch(), far, 300)).isEqualTo(near);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 8, 16, 40, 150})
    void scriptsTakeOneToFourMilliseconds(double microsPerJob) {
        SimulatedServer server = new SimulatedServer(Measure.PROCESSOR, 7).microsPerJob(microsPerJob);
        BatchSize batch = newBatch();
        pages(batch, server, 10);
        for (int page : pages(batch, server, 100)) {
            if (page < MOST) {
                assertThat(server.script(page)).isBetween(Duration.ofMillis(1), TOO_LONG);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 20})
    void slowerServerMakesPagesSmallerAtOnce(double times) {
        SimulatedServer server = new SimulatedServer(Measure.PROCESSOR, 7);
        BatchSize batch = newBatch();
        pages(batch, server, 50);
        server.microsPerJob(8 * times);
        pages(batch, server, 4);
        assertThat(server.script(batch.current())).isLessThanOrEqualTo(TOO_LONG);
        server.microsPerJob(8);
        pages(batch, server, 8);
        assertThat(batch.current()).isGreaterThan(180);
    }

    @Test
    void oneSlowScriptIsForgottenAtOnce() {
        SimulatedServer server = new SimulatedServer(Measure.WALL, 7);
        BatchSize batch = newBatch();
        pages(batch, server, 50);
        int before = batch.current();
        batch.learn(before, Duration.ofMillis(9), Duration.ofMillis(9));
        pages(batch, server, 3);
        assertThat(batch.current()).isGreaterThan(before * 9 / 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void processorTimeOfOtherThreadsIsLeftOut(long seed) {
        SimulatedServer server =
                new SimulatedServer(Measure.PROCESSOR, seed).network(0, 5).otherThreads(3);
        BatchSize batch = newBatch();
        pages(batch, server, 40);
        for (int page : pages(batch, server, 200)) {
            assertThat(server.script(page)).as("seed %d", seed).isBetween(Duration.ofNanos(500_000), TOO_LONG);
        }
    }

    @Test
    void oneBurstOfOtherThreadsLeavesPagesAsTheyAre() {
        SimulatedServer server = new SimulatedServer(Measure.PROCESSOR, 7);
        BatchSize batch = newBatch();
        pages(batch, server, 50);
        int before = batch.current();
        batch.learn(before, Duration.ofMillis(8), Duration.ofMillis(2));
        for (int page : pages(batch, server, 50)) {
            assertThat(page).isBetween(before * 9 / 10, before * 11 / 10);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void jitterWhereNothingMeasuresLeavesPagesLargeAndScriptsShort(long seed) {
        double near = average(pages(newBatch(), new SimulatedServer(Measure.NONE, seed), 400));
        SimulatedServer far = new SimulatedServer(Measure.NONE, seed).network(0, 5);
        List<Integer> pages = pages(newBatch(), far, 400);
        assertThat(average(pages)).as("seed %d", seed).isGreaterThan(0.7 * near);
        for (int page : pages) {
            assertThat(far.script(page)).as("seed %d", seed).isLessThan(Duration.ofMillis(5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3, 6, 50})
    void distanceWhereNothingMeasuresIsToldFromTheScript(double millis) {
        SimulatedServer server = new SimulatedServer(Measure.NONE, 7).network(millis, millis);
        BatchSize batch = newBatch();
        pages(batch, server, 8);
        assertThat(average(pages(batch, server, 400))).isBetween(180.0, 300.0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void laterRepliesWhereNothingMeasuresAreGotOver(long seed) {
        SimulatedServer server = new SimulatedServer(Measure.NONE, seed);
        BatchSize batch = newBatch();
        pages(batch, server, 100);
        server.network(6, 6);
        List<Integer> after = pages(batch, server, 3 * RoundTrips.CALLS);
        assertThat(after).as("seed %d", seed).allMatch(page -> page >= 50);
        assertThat(average(after)).as("seed %d", seed).isGreaterThan(150);
        server.network(0.1, 0.1);
        assertThat(average(pages(batch, server, 3 * RoundTrips.CALLS)))
                .as("seed %d", seed)
                .isBetween(150.0, 350.0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lateFirstRepliesWhereNothingMeasuresDoNotMakePagesTooLarge(long seed) {
        SimulatedServer server =
                new SimulatedServer(Measure.NONE, seed).network(20, 40).microsPerJob(16);
        BatchSize batch = newBatch();
        pages(batch, server, 5);
        server.network(0.1, 0.2);
        pages(batch, server, RoundTrips.CALLS);
        for (int page : pages(batch, server, 200)) {
            assertThat(server.script(page)).as("seed %d", seed).isLessThan(Duration.ofMillis(5));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void slowerServerWhereNothingMeasuresMakesPagesSmallerInTime(long seed) {
        SimulatedServer server = new SimulatedServer(Measure.NONE, seed).network(0.1, 0.3);
        BatchSize batch = newBatch();
        pages(batch, server, 100);
        server.microsPerJob(24);
        pages(batch, server, RoundTrips.CALLS + 8);
        List<Integer> after = pages(batch, server, 200);
        assertThat(average(after)).as("seed %d", seed).isBetween(50.0, 125.0);
        for (int page : after) {
            assertThat(server.script(page)).as("seed %d", seed).isLessThan(Duration.ofMillis(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void callThatFollowsAPageOnlyMakesPagesSmaller(Measure measure) {
        SimulatedServer server = new SimulatedServer(measure, 7);
        BatchSize batch = newBatch();
        for (int jobs : new int[] {100, 50, 20}) {
            server.microsPerJob(1).follow(batch, jobs);
        }
        assertThat(batch.current()).isEqualTo(100);
        server.microsPerJob(200);
        for (int call = 0; call <= RoundTrips.CALLS; call++) {
            server.follow(batch, call % 2 == 0 ? 100 : 50);
        }
        assertThat(batch.current()).isLessThan(100);
    }

    @Test
    void listenerHearsWhatIsKnown() {
        List<Duration> heard = new ArrayList<>();
        BatchSize batch = new BatchSize(MOST, heard::add);
        batch.learn(1, Duration.ofMillis(1), Duration.ofMillis(9));
        batch.learn(1, Duration.ZERO, Duration.ofMillis(8));
        batch.learnFurther(1, Duration.ofMillis(2), Duration.ofMillis(7));
        batch.learnFurther(1, Duration.ofMillis(12), Duration.ofMillis(6));
        assertThat(heard).extracting(Duration::toMillis).containsExactly(1L, 8L, 2L, 6L);
    }

    @ParameterizedTest
    @EnumSource
    void slowScriptsMakeSmallBatchesSmaller(Measure measure) {
        BatchSize batch = new BatchSize(30);
        SimulatedServer server =
                new SimulatedServer(measure, 7).microsPerJob(300).network(6, 6);
        pages(batch, server, 10);
        for (int page : pages(batch, server, 200)) {
            assertThat(page).isBetween(10, 30);
        }
        assertThat(average(pages(batch, server, 200))).isLessThan(20);
    }

    @Test
    void smallBatchOptionIsKept() {
        BatchSize batch = new BatchSize(3);
        assertThat(pages(batch, new SimulatedServer(Measure.NONE, 7).network(5, 50), 200))
                .allMatch(page -> page >= 1 && page <= 3);
        assertThat(pages(batch, new SimulatedServer(Measure.WALL, 7).microsPerJob(9_000), 200))
                .allMatch(page -> page >= 1 && page <= 3);
    }
}
