/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reader of TZif files against Python's. */
class InteropZoneRulesTest {
    private static final long SEED = 20261130;
    private static final int FOOTERS = 500;
    private static final int TIMES = 40;
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2038-01-01T00:00:00Z").getEpochSecond();

    @Test
    void allZonesFrom2026To2037ChangeWhenPythonSays() throws Exception {
        PythonZones python = PythonZones.required();
        List<String> expected = python.run(List.of(), "changes", Long.toString(FIRST), Long.toString(LAST));

        Tzdata data = python.data();
        List<String> ours = new ArrayList<>();
        for (String line : expected) {
            String id = line.substring(0, line.indexOf(' '));
            ours.add(id + " " + changes(data.rules(id).orElseThrow()));
        }

        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(ours).isEqualTo(expected);
    }

    private static String changes(ZoneRules rules) {
        List<String> found = new ArrayList<>();
        Instant at = Instant.ofEpochSecond(FIRST);
        found.add(Integer.toString(rules.getOffset(at).getTotalSeconds()));
        ZoneOffsetTransition next = rules.nextTransition(at);
        while (next != null && next.toEpochSecond() <= LAST) {
            found.add(next.toEpochSecond() + ":" + next.getOffsetAfter().getTotalSeconds());
            next = rules.nextTransition(next.getInstant());
        }
        return String.join(" ", found);
    }

    @Test
    void randomFootersMeanWhatTheyMeanToPython() throws Exception {
        PythonZones python = PythonZones.required();
        Random random = new Random(SEED);
        RandomFooters footers = new RandomFooters(random);
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < FOOTERS; i++) {
            String footer = footers.next();
            ZoneRules rules = PosixZone.parse(footer).rules();
            List<Long> times = new ArrayList<>();
            for (int k = 0; k < TIMES; k++) {
                // Python's own rule ends at the turn of a year where a change crosses it; none of these does.
                times.add(random.nextLong(FIRST, LAST));
            }
            ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(FIRST));
            for (int k = 0; k < 8 && change != null; k++) {
                times.add(change.toEpochSecond() - 1);
                times.add(change.toEpochSecond());
                change = rules.nextTransition(change.getInstant());
            }
            questions.add(footer + " " + times.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            answers.add(footer + " "
                    + times.stream()
                            .map(time -> Integer.toString(
                                    rules.getOffset(Instant.ofEpochSecond(time)).getTotalSeconds()))
                            .collect(Collectors.joining(" ")));
        }

        List<String> expected = python.run(questions, "footers");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < FOOTERS; i++) {
            if (!answers.get(i).equals(expected.get(i))) {
                wrong.add(questions.get(i) + "\n  " + answers.get(i) + "\n  Python: " + expected.get(i));
            }
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
    }
}
