/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random rules, asked from random places, against {@link NaiveRule}. -Drqscheduler.rules says how many, and
 * -Drqscheduler.rules.seed which.
 */
class RuleOracleTest {
    private static final int RULES = Integer.getInteger("rqscheduler.rules", 2000);
    private static final long SEED = Long.getLong("rqscheduler.rules.seed", 20_261_130L);
    private static final int RUNS = 40;
    private static final int QUESTIONS = 20;
    private static final LocalDateTime END = LocalDateTime.of(2100, 1, 1, 0, 0);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    @Test
    void everyAnswerIsThatOfTheStandard() {
        long questions = 0;
        for (int i = 0; i < RULES; i++) {
            questions += new Case(SEED + i).check();
        }
        System.out.printf("%d questions to %d random rules, seed %d%n", questions, RULES, SEED);
    }

    /** One rule, and what the naive reading of it has in a stretch of time. */
    private static final class Case {
        private final Random random;
        private final String what;
        private final Timetable timetable;
        private final NaiveRule naive;
        /** The stretch: all runs in it are known, and none after it is. */
        private final LocalDateTime place;

        private final LocalDateTime horizon;
        private final List<LocalDateTime> runs;
        /** Whether COUNT, UNTIL or the end of the calendar leave no run after those. */
        private final boolean ended;

        Case(long seed) {
            this.random = new Random(seed);
            var rules = new RandomRule(random);
            String rule = rules.next();
            LocalDateTime start = rules.start();
            this.naive = new NaiveRule(rule, start);
            int count = random.nextInt(5) == 0 ? random.nextInt(1, RUNS) : 0;
            this.place = count > 0 ? start : place(start);
            LocalDateTime far = place.plus(stretch(rule));
            LocalDateTime end = far.isAfter(END) ? END : far;
            List<LocalDateTime> all = naive.runs(place, end, RUNS);
            LocalDateTime known =
                    all.size() < RUNS ? end : all.get(all.size() - 1).plusSeconds(1);

            @Nullable LocalDateTime until = count == 0 && random.nextInt(4) == 0 ? until(known) : null;
            String bounds = "";
            if (until != null) {
                String text = random.nextBoolean() ? until.format(TIME) + (random.nextBoolean() ? "Z" : "") : "";
                LocalDateTime last = text.isEmpty() ? until.toLocalDate().atTime(23, 59, 59) : until;
                bounds = ";UNTIL=" + (text.isEmpty() ? until.format(DATE) : text);
                all = all.stream().filter(run -> !run.isAfter(last)).toList();
                this.ended = last.isBefore(known);
            } else if (count > 0) {
                bounds = ";COUNT=" + count;
                this.ended = all.size() >= count || known.equals(END);
                all = all.subList(0, Math.min(count, all.size()));
            } else {
                this.ended = known.equals(END);
            }
            this.horizon = known;
            this.runs = all;
            this.timetable = Timetable.rule(rule + bounds, start, Zone.UTC, ClockChange.DEFAULT);
            this.what = "seed %d: %s from %s, ".formatted(seed, rule + bounds, start);
        }

        private LocalDateTime place(LocalDateTime start) {
            LocalDate date = LocalDate.of(random.nextInt(4) == 0 ? 2099 : start.getYear(), 1, 1)
                    .plusDays(random.nextInt(10_000));
            LocalDateTime any = date.isBefore(END.toLocalDate()) ? date.atStartOfDay() : start;
            if (random.nextBoolean()) {
                any = naive.namedDayFrom(any.toLocalDate()).atTime(any.toLocalTime());
            }
            LocalDateTime place = any.plusSeconds(random.nextInt(86_400));
            return place.isBefore(END) ? place : start;
        }

        /** As long as the naive search is quick in. */
        private static TemporalAmount stretch(String rule) {
            String freq = rule.substring("FREQ=".length(), rule.contains(";") ? rule.indexOf(';') : rule.length());
            return switch (freq) {
                case "YEARLY" -> Period.ofYears(40);
                case "MONTHLY" -> Period.ofYears(20);
                case "WEEKLY" -> Period.ofYears(10);
                case "DAILY" -> Period.ofYears(5);
                case "HOURLY" -> Duration.ofDays(100);
                case "MINUTELY" -> Duration.ofHours(50);
                default -> Duration.ofHours(2);
            };
        }

        private LocalDateTime until(LocalDateTime known) {
            long first = place.toEpochSecond(ZoneOffset.UTC);
            return LocalDateTime.ofEpochSecond(
                    random.nextLong(first, known.toEpochSecond(ZoneOffset.UTC) + 1), 0, ZoneOffset.UTC);
        }

        /** Steps through the stretch, then asks from anywhere in it. */
        int check() {
            Instant asked = place.toInstant(ZoneOffset.UTC).minusNanos(1);
            for (LocalDateTime run : runs) {
                ask(asked, run);
                asked = run.toInstant(ZoneOffset.UTC);
            }
            ask(asked, null);
            long begin = place.toEpochSecond(ZoneOffset.UTC);
            long end = horizon.toEpochSecond(ZoneOffset.UTC);
            for (int i = 0; i < QUESTIONS; i++) {
                Instant from = runs.isEmpty() || random.nextBoolean()
                        ? Instant.ofEpochSecond(random.nextLong(begin, end), random.nextInt(1_000_000_000))
                        : runs.get(random.nextInt(runs.size()))
                                .toInstant(ZoneOffset.UTC)
                                .plusNanos(random.nextInt(3) - 1);
                Instant after = from.isBefore(place.toInstant(ZoneOffset.UTC)) ? place.toInstant(ZoneOffset.UTC) : from;
                ask(
                        after,
                        runs.stream()
                                .filter(run -> run.toInstant(ZoneOffset.UTC).isAfter(after))
                                .findFirst()
                                .orElse(null));
            }
            return runs.size() + 1 + QUESTIONS;
        }

        /** @param expected null if there is none in the stretch */
        private void ask(Instant after, @Nullable LocalDateTime expected) {
            Optional<Instant> next = timetable.nextAfter(after);
            if (expected != null || ended) {
                assertThat(next)
                        .as(what + "after " + after)
                        .isEqualTo(Optional.ofNullable(expected).map(run -> run.toInstant(ZoneOffset.UTC)));
            } else if (next.isPresent()) {
                LocalDateTime run = LocalDateTime.ofInstant(next.get(), ZoneOffset.UTC);
                assertThat(run).as(what + "after " + after).isAfterOrEqualTo(horizon);
                assertThat(naive.runs(run, run.plusSeconds(1), 1))
                        .as(what + "after " + after)
                        .containsExactly(run);
            }
        }
    }
}
