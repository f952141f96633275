/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BundledTzdataTest {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2024-06-01T00:00:00Z");

    /** Of these, releases between those of JDKs and ours have corrected what was long past. */
    private static final Set<String> CORRECTED = Set.of("Europe/Chisinau", "Europe/Tiraspol");

    private final Tzdata bundled = TzdataSources.of(TzdataChoice.BUNDLED, java.util.Map.of());
    private final Tzdata jdk = TzdataSources.of(TzdataChoice.JDK, java.util.Map.of());

    @Test
    void theRecentPastIsThatOfTheJdk() {
        Set<String> both = new TreeSet<>(bundled.ids());
        both.retainAll(jdk.ids());
        both.removeAll(CORRECTED);

        assertThat(both).hasSizeGreaterThan(500);
        for (String id : both) {
            assertThat(changes(bundled, id)).as(id).isEqualTo(changes(jdk, id));
        }
    }

    @Test
    void itIsNewEnoughForTheRulesOf2026() {
        assertThat(bundled.version().orElseThrow()).isGreaterThanOrEqualTo(new TzdataVersion(2026, "e"));
        Instant winter = Instant.parse("2027-01-15T00:00:00Z");
        assertThat(bundled.rules("America/Vancouver")
                        .orElseThrow()
                        .getOffset(winter)
                        .getId())
                .isEqualTo("-07:00");
        assertThat(bundled.rules("America/Edmonton")
                        .orElseThrow()
                        .getOffset(winter)
                        .getId())
                .isEqualTo("-06:00");
        assertThat(bundled.rules("America/Coyhaique")
                        .orElseThrow()
                        .getOffset(winter)
                        .getId())
                .isEqualTo("-03:00");
    }

    private static List<String> changes(Tzdata data, String id) {
        ZoneRules rules = data.rules(id).orElseThrow();
        List<String> found = new ArrayList<>(List.of(rules.getOffset(FIRST).getId()));
        ZoneOffsetTransition next = rules.nextTransition(FIRST);
        while (next != null && next.getInstant().isBefore(LAST)) {
            found.add(next.getInstant() + " " + next.getOffsetAfter());
            next = rules.nextTransition(next.getInstant());
        }
        return found;
    }
}
