/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.fault.Catalogue;
import dev.rqscheduler.faults.fault.FaultKind;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<FaultKind> KINDS = Catalogue.all();

    @Test
    void theSameSeedMeansTheSamePlan() {
        assertThat(Plan.of(KINDS, 300, 7)).hasToString(Plan.of(KINDS, 300, 7).toString());
        assertThat(Plan.of(KINDS, 300, 7).toString())
                .isNotEqualTo(Plan.of(KINDS, 300, 8).toString());
    }

    @Test
    void eachKindStrikesAloneAndHalfOfAllAreMixed() {
        List<Draw> draws = Plan.of(KINDS, 1_000, 7);
        assertThat(draws.stream().mapToInt(draw -> draw.kinds().size()).sum()).isBetween(1_000, 1_002);
        List<String> alone = draws.stream()
                .filter(draw -> draw.kinds().size() == 1)
                .map(Draw::row)
                .toList();
        assertThat(alone).hasSizeBetween(400, 500);
        assertThat(new HashSet<>(alone))
                .isEqualTo(new HashSet<>(KINDS.stream().map(FaultKind::name).toList()));
        assertThat(draws).allMatch(draw -> draw.kinds().size() <= 3);
    }

    @Test
    void eachKindStrikesAloneHoweverFewThereAreToBe() {
        assertThat(Plan.of(KINDS, 1, 7)).hasSize(KINDS.size());
    }

    @Test
    void turnsOfAKindAreCounted() {
        List<Draw> draws = Plan.of(KINDS, 1_000, 7);
        List<Integer> turns = draws.stream()
                .flatMap(draw -> IntStream.range(0, draw.kinds().size())
                        .filter(i -> draw.kinds().get(i).name().equals("reply-lost"))
                        .mapToObj(i -> draw.turns().get(i)))
                .sorted()
                .toList();
        assertThat(turns)
                .isEqualTo(IntStream.range(0, turns.size()).boxed().toList())
                .hasSizeGreaterThan(12);
    }

    @Test
    void whatMakesRedisMuteComesLast() {
        assertThat(Plan.of(KINDS, 1_000, 7))
                .allSatisfy(draw ->
                        assertThat(draw.kinds().stream().map(KINDS::indexOf)).isSorted());
        assertThat(KINDS.get(KINDS.size() - 1).name()).isEqualTo("redis-stop");
    }
}
