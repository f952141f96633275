/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.fault.FaultCatalogue;
import dev.rqscheduler.lab.fault.FaultKind;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectionPlanTest {

    private static final List<FaultKind> KINDS = FaultCatalogue.all();

    @Test
    void plan_ofSameSeed_isSame() {
        assertThat(InjectionPlan.of(KINDS, 300, 7))
                .hasToString(InjectionPlan.of(KINDS, 300, 7).toString());
        assertThat(InjectionPlan.of(KINDS, 300, 7).toString())
                .isNotEqualTo(InjectionPlan.of(KINDS, 300, 8).toString());
    }

    @Test
    void plan_hasEachKindAloneAndHalfMixed() {
        List<PlannedInjection> plan = InjectionPlan.of(KINDS, 1_000, 7);
        assertThat(plan.stream().mapToInt(planned -> planned.kinds().size()).sum())
                .isBetween(1_000, 1_002);
        List<String> alone = plan.stream()
                .filter(planned -> planned.kinds().size() == 1)
                .map(PlannedInjection::row)
                .toList();
        assertThat(alone).hasSizeBetween(400, 500);
        assertThat(new HashSet<>(alone))
                .isEqualTo(new HashSet<>(KINDS.stream().map(FaultKind::name).toList()));
        assertThat(plan).allMatch(planned -> planned.kinds().size() <= 3);
    }

    @Test
    void plan_ofFewFaults_hasEachKindAlone() {
        assertThat(InjectionPlan.of(KINDS, 1, 7)).hasSize(KINDS.size());
    }

    @Test
    void turns_ofKind_areCounted() {
        List<PlannedInjection> plan = InjectionPlan.of(KINDS, 1_000, 7);
        List<Integer> turns = plan.stream()
                .flatMap(planned -> IntStream.range(0, planned.kinds().size())
                        .filter(i -> planned.kinds().get(i).name().equals("reply-lost"))
                        .mapToObj(i -> planned.turns().get(i)))
                .sorted()
                .toList();
        assertThat(turns)
                .isEqualTo(IntStream.range(0, turns.size()).boxed().toList())
                .hasSizeGreaterThan(12);
    }

    @Test
    void faultsTogether_areInCatalogueOrder() {
        assertThat(InjectionPlan.of(KINDS, 1_000, 7))
                .allSatisfy(planned ->
                        assertThat(planned.kinds().stream().map(KINDS::indexOf)).isSorted());
        assertThat(KINDS.get(KINDS.size() - 1).name()).isEqualTo("redis-stop");
    }
}
