/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.tzdata.PythonZones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cron expressions around changes of the clocks, by the same tzdata, against what rq-scheduler in Python computes. */
class InteropCronZonesTest {
    private static final long SEED = Long.getLong("rqscheduler.seed", 20261130);
    private static final int CASES = 3_000;
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2030-01-01T00:00:00Z").getEpochSecond();
    private static final long NEAR = 3 * 86_400;

    private final Random random = new Random(SEED);

    private record Case(Zone zone, String cron, long now) {}

    @Test
    void randomCasesOverTheChangesAgreeWithPython() throws Exception {
        System.out.println("cron over clock changes against Python: seed " + SEED);
        PythonZones python = PythonZones.required();
        Tzdata data = python.data();
        List<String> ids = data.ids().stream()
                .filter(id -> !id.startsWith("right/") && !id.equals("Factory"))
                .toList();
        List<Case> cases = new ArrayList<>();
        while (cases.size() < CASES) {
            String id = ids.get(random.nextInt(ids.size()));
            Zone zone = new Zone(id, data.rules(id).orElseThrow());
            cases.add(new Case(zone, cron(), instant(zone)));
        }

        List<String> answers = python.run(
                cases.stream()
                        .map(each -> each.zone() + "|" + each.cron() + "|" + each.now())
                        .toList(),
                "cron");

        int known = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Case asked = cases.get(i);
            Instant now = Instant.ofEpochSecond(asked.now());
            Instant ours = CronExpression.parse(asked.cron())
                    .nextAfter(now, asked.zone())
                    .orElseThrow();
            Instant theirs = Instant.ofEpochSecond(Long.parseLong(answers.get(i)));
            if (!ours.equals(theirs)) {
                if (isKnown(asked, now, theirs)) {
                    assertThat(ours).as("seed " + SEED).isAfter(now);
                    known++;
                } else {
                    wrong.add(asked + " at " + asked.zone().at(now) + ": " + ours + ", Python: " + theirs);
                }
            }
        }
        assertThat(known).as("seed " + SEED).isLessThan(CASES / 100);
        assertThat(wrong).as("seed " + SEED).isEmpty();
    }

    /**
     * What docs/differences.md has. In the second pass of a repeated hour Python, which sees naive times, answers with a time
     * of the first, again and again. In the hour after a gap ours goes on with the times that were shifted out of it.
     */
    private static boolean isKnown(Case asked, Instant now, Instant theirs) {
        Zone zone = asked.zone();
        if (!theirs.isAfter(now)) {
            return zone.rules().getValidOffsets(zone.at(now).toLocalDateTime()).size() > 1;
        }
        ZoneOffsetTransition before = zone.rules().previousTransition(now.plusNanos(1));
        return before != null
                && before.isGap()
                && now.isBefore(before.getInstant().plus(before.getDuration()))
                && CronPreview.next(CronExpression.parse(asked.cron()), zone, now, 1)
                                .get(0)
                                .edge()
                        == CronPreview.Edge.SHIFTED_OUT_OF_GAP;
    }

    private long instant(Zone zone) {
        long any = random.nextLong(FIRST, LAST);
        ZoneOffsetTransition change = zone.rules().nextTransition(Instant.ofEpochSecond(any));
        boolean near = change != null && change.toEpochSecond() < LAST && random.nextInt(4) > 0;
        return near ? change.toEpochSecond() + random.nextLong(-NEAR, NEAR) : any;
    }

    private String cron() {
        String minute = List.of("0", "30", "15,45", "*/20", "*").get(random.nextInt(5));
        String hour = List.of("*", "*/2", "0-4", Integer.toString(random.nextInt(24)), "2", "3")
                .get(random.nextInt(6));
        String day = random.nextInt(4) == 0 ? Integer.toString(random.nextInt(1, 29)) : "*";
        String month = random.nextInt(4) == 0 ? Integer.toString(random.nextInt(1, 13)) : "*";
        String weekday =
                random.nextInt(4) == 0 ? List.of("mon-fri", "sun", "sat", "3").get(random.nextInt(4)) : "*";
        return String.join(" ", minute, hour, day, month, weekday);
    }
}
