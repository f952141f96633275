/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a move does besides pushing: expiry, timeout, the last result, cancelled jobs, the last match. */
class DeciderMoveTest {

    private static final Decider DECIDER = new Decider(Zone.UTC);
    private static final Instant NOW = DueJobs.DUE.plusSeconds(30);
    private static final String MINUTELY = "{\"interval\": 60}";

    @ParameterizedTest
    @CsvSource({"'', ''", "120, 120", "-1, ''", "+7, 7"})
    void expiresAOneOffJobInItsQueueByItsTtl(String ttl, String seconds) {
        Decision.Move move = move("ttl", ttl);

        assertThat(move.expiry())
                .isEqualTo(seconds.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seconds)));
    }

    @Test
    void neverExpiresTheHashOfAJobThatComesAgain() {
        Decision.Move move = move("ttl", "120", "meta", MINUTELY);

        assertThat(move.expiry()).isEmpty();
        assertThat(move.persist()).isTrue();
    }

    @Test
    void letsTheLastCountedRunExpireInItsQueue() {
        assertThat(move("ttl", "120", "meta", "{\"interval\": 60, \"repeat\": 1}")
                        .expiry())
                .hasValue(120);
    }

    @Test
    void liftsTheExpiryThatAnEarlierRunLeft() {
        assertThat(move("ended_at", "2026-01-15T12:00:00.000000Z").persist()).isTrue();
        assertThat(move("ended_at", "").persist()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', true", "0, false", "30, false", "-1, false"})
    void givesRqsTimeoutOnlyWhereThereIsNone(String timeout, boolean standard) {
        assertThat(move("timeout", timeout).defaultTimeout()).isEqualTo(standard);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "-1, true", "2, true"})
    void readsTheFrontFlagAsPythonsInt(String flag, boolean front) {
        assertThat(move("enqueue_at_front", flag).front()).isEqualTo(front);
    }

    /** RQ reads an empty value of this one field as unset, unlike that of enqueue_at_front. */
    @Test
    void takesAnEmptyAllowDependencyFailuresForUnset() {
        assertThat(move("allow_dependency_failures", "").failuresAreFine()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, -1, 604800", "1, 500, ''", "1, '', ''", "2, -1, ''", "0, -1, 604800"})
    void keepsTheLastCountedResultForAWeekInsteadOfForEver(String repeat, String resultTtl, String stored) {
        Decision.Move move = move("result_ttl", resultTtl, "meta", "{\"interval\": 60, \"repeat\": " + repeat + "}");

        assertThat(move.resultTtl())
                .isEqualTo(stored.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(stored)));
    }

    @Test
    void leavesTheResultTtlOfAOneOffJobAlone() {
        assertThat(move("result_ttl", "-1").resultTtl()).isEmpty();
        assertThat(move("result_ttl", "-1", "meta", "{\"note\": 1}").resultTtl())
                .isEmpty();
    }

    @Test
    void skipsACancelledOneOffForGood() {
        assertThat(DECIDER.decide(DueJobs.with("status", "canceled"), NOW))
                .isInstanceOfSatisfying(Decision.Skip.class, skip -> {
                    assertThat(skip.next()).isEmpty();
                    assertThat(skip.reason()).contains("cancelled through RQ");
                });
    }

    @Test
    void skipsOneRunOfACancelledPeriodicJob() {
        assertThat(DECIDER.decide(DueJobs.with("status", "canceled", "meta", MINUTELY), NOW))
                .isInstanceOfSatisfying(
                        Decision.Skip.class, skip -> assertThat(skip.next()).contains(DueJobs.DUE.plusSeconds(60)));
    }

    @Test
    void movesAndEndsAtTheLastMatchOfAnExpressionWithYears() {
        Decision.Move move = move("meta", "{\"cron_string\": \"0 13 15 1 * 2026\"}");

        assertThat(move.next()).isEmpty();
        assertThat(move.remarks())
                .singleElement()
                .asString()
                .contains("no further match")
                .contains("last run");
    }

    @Test
    void prefersTheIntervalWhereMetaHasBoth() {
        assertThat(move("meta", "{\"cron_string\": \"0 0 * * *\", \"interval\": 45}")
                        .next())
                .contains(DueJobs.DUE.plusSeconds(45));
    }

    @Test
    void saysThatAQueueClassIsNotUsed() {
        assertThat(move("meta", "{\"queue_class_name\": \"shop.Queue\"}").remarks())
                .containsExactly("queue class \"shop.Queue\" is a Python class and is ignored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\", \"b\"]", " [ \"a\" ,\"b\"]", "[\"\\u0061\", \"b\"]"})
    void readsTheDependencies(String ids) {
        assertThat(move("dependency_ids", ids, "dependency_id", "z").dependencies())
                .containsExactly("a", "b");
        assertThat(move("dependency_id", "z").dependencies()).containsExactly("z");
    }

    private static Decision.Move move(String... fields) {
        return (Decision.Move) DECIDER.decide(DueJobs.with(fields), NOW);
    }
}
