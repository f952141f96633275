/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    private final JobIds ids = new JobIds(42);

    @Test
    void id_isUuidWithItsNumber() {
        Set<String> seen = new HashSet<>();
        for (int number : new int[] {0, 1, 499, 99_999, 1_048_575, 1_048_576, 4_999_999}) {
            String id = ids.id(number);
            assertThat(id).hasSize(36).isEqualTo(UUID.fromString(id).toString());
            assertThat(ids.number(id)).isEqualTo(number);
            seen.add(id);
        }
        assertThat(seen).hasSize(7);
    }

    @Test
    void number_ofForeignId_isMinusOne() {
        assertThat(ids.number(new JobIds(43).id(7))).isEqualTo(-1);
        assertThat(ids.number("nonsense")).isEqualTo(-1);
        assertThat(ids.number(UUID.randomUUID().toString())).isEqualTo(-1);
    }
}
