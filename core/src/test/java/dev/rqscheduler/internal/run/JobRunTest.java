/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of runs: what another process made of the same due time must be the same, or it runs twice. */
class JobRunTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T18:21:36Z, nightly-20261126T182136Z",
        "2026-01-02T03:04:05.000006Z, nightly-20260102T030405000006Z",
        "0001-01-01T00:00:00Z, nightly-00010101T000000Z",
        "9999-12-31T23:59:59.999999Z, nightly-99991231T235959999999Z"
    })
    void theIdHasNameAndDueTime(Instant due, String id) {
        assertThat(JobRun.id("nightly", due)).isEqualTo(id);
    }

    @Test
    void itIsAsTheFormatterWritesIt() {
        DateTimeFormatter seconds = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
        DateTimeFormatter micros = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS", Locale.ROOT);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long seed = 20_261_126;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            boolean whole = random.nextBoolean();
            Instant due = Instant.ofEpochSecond(
                    random.nextLong(first, last), whole ? 0 : (1 + random.nextInt(999_999)) * 1_000L);
            String stamp = (whole ? seconds : micros).format(LocalDateTime.ofInstant(due, ZoneOffset.UTC));
            assertThat(JobRun.id("n", due)).as("seed %d case %d", seed, i).isEqualTo("n-" + stamp + "Z");
            assertThat(JobRun.manualId("n", due)).isEqualTo("n-" + stamp + "R");
        }
    }
}
