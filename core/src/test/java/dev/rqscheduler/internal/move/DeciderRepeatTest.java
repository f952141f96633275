/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.Meta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** rq-scheduler's way of counting runs, to exhaustion; the same for intervals and cron. */
class DeciderRepeatTest {

    private static final Decider DECIDER = new Decider(Zone.UTC);
    private static final int NEVER = 12;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null  | 12 | null
            0     | 1  | 0
            1     | 1  | 0
            2     | 2  | 0
            5     | 5  | 0
            -1    | 12 | -13
            "2"   | 2  | 0
            "0"   | 12 | -12
            2.5   | 2  | 0
            1.9   | 1  | 0
            0.5   | 12 | -12
            true  | 1  | 0
            false | 1  | false
            0.0   | 1  | 0.0
            ""    | 12 | ""
            []    | 12 | []
            """)
    void runsAsOftenAsPythonsWould(String repeat, int runs, String left) {
        for (String rhythm : new String[] {"\"interval\": 60", "\"cron_string\": \"* * * * *\""}) {
            byte[] meta = ("{" + rhythm + ", \"repeat\": " + repeat + "}").getBytes(StandardCharsets.UTF_8);
            int ran = 0;
            Optional<Instant> due = Optional.of(DueJobs.DUE);
            while (due.isPresent() && ran < NEVER) {
                DueJob job = DueJobs.dueAt(due.get(), "meta", new String(meta, StandardCharsets.UTF_8));
                Decision.Move move =
                        (Decision.Move) DECIDER.decide(job, due.get().plusMillis(300));
                meta = Objects.requireNonNullElse(move.meta(), meta);
                due = move.next();
                ran++;
            }
            assertThat(ran).as("%s, repeat %s", rhythm, repeat).isEqualTo(runs);
            assertThat(Meta.parse(meta).get("repeat"))
                    .as("%s, repeat %s", rhythm, repeat)
                    .isEqualTo(Meta.parse(("{\"repeat\": " + left + "}").getBytes(StandardCharsets.UTF_8))
                            .get("repeat"));
        }
    }

    /** A job without a rhythm runs once, whatever its counter says, and is counted nevertheless. */
    @ParameterizedTest
    @CsvSource({"5, 4", "1, 0", "-3, -4"})
    void countsAJobWithoutARhythmToo(String repeat, long left) {
        Decision.Move move = (Decision.Move)
                DECIDER.decide(DueJobs.with("meta", "{\"interval\": 0, \"repeat\": " + repeat + "}"), DueJobs.DUE);

        assertThat(move.next()).isEmpty();
        assertThat(Meta.parse(Objects.requireNonNull(move.meta())).get("repeat"))
                .contains(PyValue.Int.of(left));
    }
}
