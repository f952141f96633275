/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is remembered of definitions that were read. */
class DefinitionsTest {

    private final Definitions definitions = new Definitions();

    private Definitions.Known read(String name, String every) {
        return definitions.of(name, ("{\"function\": \"f\", \"every\": \"" + every + "\"}").getBytes(UTF_8));
    }

    @Test
    void aDefinitionIsReadOnce() {
        assertThat(read("a", "1h")).isSameAs(read("a", "1h"));
    }

    @Test
    void anotherDefinitionTakesThePlaceOfTheOneBefore() {
        Definitions.Known before = read("a", "1h");
        Definitions.Known after = read("a", "2h");
        assertThat(after.schedule()).isNotEqualTo(before.schedule());
        assertThat(read("a", "2h")).isSameAs(after);
        assertThat(definitions.size()).isEqualTo(1);
    }

    @Test
    void theSameDefinitionUnderAnotherNameIsAnother() {
        assertThat(read("b", "1h").schedule().name()).isEqualTo("b");
        assertThat(read("a", "1h").schedule().name()).isEqualTo("a");
    }

    @Test
    void aLongOneIsNotRemembered() {
        String padding = " ".repeat(5_000);
        assertThat(read("a", "1h" + padding)).isNotSameAs(read("a", "1h" + padding));
        assertThat(definitions.size()).isZero();
    }

    /** However short they are: each takes a kilobyte or two. */
    @Test
    void someTenThousandAreRememberedAndThenTheFirstStayUntilManyPassedBy() {
        for (int i = 0; i < 15_000; i++) {
            read("schedule-" + i, "1h");
        }
        int remembered = definitions.size();
        assertThat(remembered).isBetween(10_000, 12_500);
        assertThat(read("schedule-0", "1h")).isSameAs(read("schedule-0", "1h"));
        assertThat(read("schedule-14999", "1h")).isNotSameAs(read("schedule-14999", "1h"));
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 12_000; i++) {
                read("other-" + i, "1h");
            }
        }
        assertThat(read("other-11999", "1h")).isSameAs(read("other-11999", "1h"));
        assertThat(definitions.size()).isLessThanOrEqualTo(remembered);
    }
}
