/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("at", "in", "list", "cancel", "quarantine");

    @ParameterizedTest
    @CsvSource({"lsit,list", "lst,list", "lists,list", "cancle,cancel", "quarentine,quarantine", "quarantin,quarantine"
    })
    void findsWhatWasMeant(String slip, String meant) {
        assertThat(ParseError.Suggestion.to(slip, KNOWN)).contains(meant);
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(ParseError.Suggestion.to("frobnicate", KNOWN)).isEmpty();
        assertThat(ParseError.Suggestion.to("x", KNOWN)).isEmpty();
        assertThat(ParseError.Suggestion.to("list".repeat(1000), KNOWN)).isEmpty();
    }
}
