/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedRulesTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<Zone> ALL = ZoneId.getAvailableZoneIds().stream()
            .sorted()
            .map(id -> new Zone(id, ZoneId.of(id).getRules()))
            .toList();

    @Test
    void writtenAndReadEveryZoneHasTheSameOffsets() {
        RecordedRules read = RecordedRules.parse(RecordedRules.of(ALL, FROM).text());
        Random random = new Random(7);
        for (Zone zone : ALL) {
            Zone again = read.zone(zone.id()).orElseThrow();
            assertThat(read.differs(zone)).as(zone.id()).isFalse();
            for (int i = 0; i < 200; i++) {
                Instant at = FROM.plusSeconds(random.nextLong(74L * 365 * 86_400));
                assertThat(again.at(at)).as(zone.id()).isEqualTo(zone.at(at));
            }
        }
        assertThat(read.zones()).hasSameSizeAs(ALL);
        assertThat(read.text()).isEqualTo(RecordedRules.of(ALL, FROM).text());
    }

    @Test
    void ruleThatDiffersOnceIsSeen() {
        RecordedRules rules = RecordedRules.of(ALL, FROM);
        Zone permanent = new Zone("America/Vancouver", ZoneOffset.ofHours(-7).getRules());
        assertThat(rules.differs(permanent)).isTrue();
        ChangedZones changed = ChangedZones.of(rules, List.of(permanent, Zone.of("Europe/Berlin")), true);
        assertThat(changed.ids()).containsExactly("America/Vancouver");
        assertThat(changed.before("Europe/Berlin")).isEmpty();
        assertThat(rules.differs(new Zone("Nowhere/Else", permanent.rules()))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0\n3600;x A",
                "0\n3600;5 A",
                "0\n99999999 A",
                "0\n0;10:3600;-20:0 A",
                "0\n0;99999999999999999:3600 A"
            })
    void whatIsNoSuchTextIsRefused(String text) {
        assertThatThrownBy(() -> RecordedRules.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot read the recorded time-zone rules");
    }
}
