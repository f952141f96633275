/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TzifReaderTest {
    private static final long SEED = 20261130;
    private static final TzifFile BERLIN = new TzifFile(
            2,
            new long[] {1_711_846_800L, 1_729_990_800L, 1_743_296_400L},
            new int[] {1, 0, 1},
            new int[] {3_600, 7_200},
            "CET-1CEST,M3.5.0,M10.5.0/3");

    @Test
    void readsChangesAndGoesOnByTheFooter() {
        ZoneRules rules = TzifReader.read(BERLIN.bytes());

        assertThat(offset(rules, "2024-03-31T00:59:59Z")).isEqualTo("+01:00");
        assertThat(offset(rules, "2024-03-31T01:00:00Z")).isEqualTo("+02:00");
        assertThat(offset(rules, "2025-10-26T00:59:59Z")).isEqualTo("+02:00");
        assertThat(offset(rules, "2025-10-26T01:00:00Z")).isEqualTo("+01:00");
        assertThat(offset(rules, "2099-07-01T00:00:00Z")).isEqualTo("+02:00");
        assertThat(rules.nextTransition(Instant.parse("2098-11-01T00:00:00Z")).getInstant())
                .isEqualTo("2099-03-29T01:00:00Z");
    }

    @Test
    void readsTheFirstVersionWhichHasNoFooter() {
        ZoneRules rules =
                TzifReader.read(new TzifFile(1, new long[] {0}, new int[] {1}, new int[] {3_600, 7_200}, "").bytes());
        ZoneRules first =
                TzifReader.read(new TzifFile(0, new long[] {0}, new int[] {1}, new int[] {3_600, 7_200}, "").bytes());

        assertThat(offset(first, "1969-12-31T23:59:59Z")).isEqualTo("+01:00");
        assertThat(offset(first, "2099-01-01T00:00:00Z")).isEqualTo("+02:00");
        assertThat(first).isEqualTo(rules);
    }

    @Test
    void aChangeBeforeAllCalendarsIsWhereItBegins() {
        ZoneRules rules = TzifReader.read(
                new TzifFile(2, new long[] {-(1L << 59), 0}, new int[] {1, 0}, new int[] {3_600, 7_200}, "CET-1")
                        .bytes());

        assertThat(offset(rules, "1000-01-01T00:00:00Z")).isEqualTo("+02:00");
        assertThat(offset(rules, "1970-01-01T00:00:00Z")).isEqualTo("+01:00");
    }

    @Test
    void whereverAFileIsCutOffItIsRefused() {
        byte[] whole = BERLIN.bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().as("%d bytes", length).isThrownBy(() -> TzifReader.read(part));
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedAndNothingElse() {
        Random random = new Random(SEED);
        byte[] whole = BERLIN.bytes();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                ZoneRules rules = TzifReader.read(damaged);
                assertThat(rules.getOffset(Instant.EPOCH)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as("seed %d case %d", SEED, i).startsWith("it");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void hugeAndNegativeCountsAreRefusedBeforeAnythingIsAllocated() {
        assertRefused(TzifFile.header(0, 0, 0, 0, Integer.MAX_VALUE, 1, 4), "it ends too early");
        assertRefused(TzifFile.header(2, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 1, 4), "it ends too early");
        assertRefused(TzifFile.header(0, 0, 0, 0, -1, 1, 4), "it has a negative count");
        assertRefused(TzifFile.header(0, 0, 0, 0, 0, Integer.MAX_VALUE, 4), "it has 2147483647 local time types");
        assertRefused(TzifFile.header(0, 0, 0, 0, 0, 0, 4), "it has 0 local time types");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertRefused("no such file".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "it is not a TZif file");
        assertRefused(
                new TzifFile(2, new long[] {5, 5}, new int[] {1, 0}, new int[] {0, 3_600}, "").bytes(),
                "its changes are not in order");
        assertRefused(
                new TzifFile(2, new long[] {5}, new int[] {2}, new int[] {0, 3_600}, "").bytes(), "it ends too early");
        assertRefused(
                new TzifFile(2, new long[] {}, new int[] {}, new int[] {90_000}, "").bytes(),
                "it has an impossible time or offset: Zone offset not in valid range: -18:00 to +18:00");
        assertRefused(
                new TzifFile(2, new long[] {}, new int[] {}, new int[] {0}, "Europe/Berlin").bytes(),
                "its footer is not a POSIX time zone");
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TzifReader.read(file))
                .withMessage(why);
    }

    private static String offset(ZoneRules rules, String instant) {
        ZoneOffset offset = rules.getOffset(Instant.parse(instant));
        return offset.getId();
    }
}
