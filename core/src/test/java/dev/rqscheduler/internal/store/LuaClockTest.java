/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.Timestamps;
import dev.rqscheduler.testing.TestRedis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calendar that the scripts compute for themselves is that of java.time, on each day of eight thousand years. */
@ExtendWith(TestRedis.class)
class LuaClockTest {

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** Beyond the year 2255 a double does not hold each microsecond any more; multiples of 64 it holds until 9999. */
    private static final int STEP = 64;

    @Test
    void agreesWithJavaTime() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            instants.add(
                    Instant.ofEpochSecond(random.nextLong(LAST + 1), 1_000L * STEP * random.nextInt(1_000_000 / STEP)));
        }
        for (int year = 1970; year <= 9999; year++) {
            instants.add(Instant.parse(String.format(Locale.ROOT, "%04d-02-28T23:59:59Z", year)));
            instants.add(Instant.parse(String.format(Locale.ROOT, "%04d-02-28T23:59:59Z", year))
                    .plusSeconds(1));
            instants.add(Instant.parse(String.format(Locale.ROOT, "%04d-12-31T00:00:00Z", year)));
        }
        List<String> written = inLua("timestamp(tonumber(micros))", instants);

        for (int i = 0; i < instants.size(); i++) {
            assertThat(written.get(i)).as("seed %d", seed).isEqualTo(Timestamps.format(instants.get(i)));
        }
    }

    @Test
    void writesScoresThatReadBackAsTheSameInstant() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int micros = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000);
            instants.add(Instant.ofEpochSecond(random.nextLong(8_000_000_000L), micros * 1_000L));
        }
        List<String> written = inLua("score_text(tonumber(micros))", instants);

        for (int i = 0; i < instants.size(); i++) {
            assertThat(written.get(i)).as("seed %d", seed).isEqualTo(Scores.text(instants.get(i)));
            assertThat(Scores.instant(Double.toString(Double.parseDouble(written.get(i)))))
                    .as("seed %d", seed)
                    .isEqualTo(instants.get(i));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> inLua(String expression, List<Instant> instants) throws IOException {
        String clock;
        try (InputStream in =
                Objects.requireNonNull(DueStore.class.getResourceAsStream("/META-INF/rqscheduler/lua/common.lua"))) {
            clock = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String script =
                clock + "\nlocal out = {} for i, micros in ipairs(ARGV) do out[i] = " + expression + " end return out";
        return (List<String>) TestRedis.client()
                .eval(script, List.of(), instants.stream().map(Scores::micros).toList());
    }
}
