/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Faults to inject, in order. The plan depends only on seed, number of faults and machine. */
public final class InjectionPlan {

    private static final int MAX_TOGETHER = 3;

    private final List<FaultKind> kinds;
    private final Random random;
    private final Map<String, Integer> turns = new HashMap<>();

    private InjectionPlan(List<FaultKind> kinds, long seed) {
        this.kinds = kinds;
        this.random = new Random(seed);
    }

    /**
     * Plans each kind alone, repeatedly, for half of the faults, and two or three together for the other half.
     *
     * @param faults minimum number, in which each fault counts. Each kind is planned alone at least once, however few they are
     */
    public static List<PlannedInjection> of(List<FaultKind> kinds, int faults, long seed) {
        return new InjectionPlan(kinds, seed).plan(faults);
    }

    private List<PlannedInjection> plan(int faults) {
        List<PlannedInjection> injections = new ArrayList<>();
        int planned = 0;
        do {
            for (FaultKind kind : kinds) {
                injections.add(injection(List.of(kind)));
                planned++;
            }
        } while (planned + kinds.size() <= faults / 2);
        while (planned < faults) {
            List<FaultKind> mix = new ArrayList<>(kinds);
            Collections.shuffle(mix, random);
            List<FaultKind> together =
                    new ArrayList<>(mix.subList(0, Math.min(mix.size(), 2 + random.nextInt(MAX_TOGETHER - 1))));
            // In the order of the catalogue: faults that stop Redis from answering come last, and are healed first.
            together.sort((a, b) -> Integer.compare(kinds.indexOf(a), kinds.indexOf(b)));
            injections.add(injection(together));
            planned += together.size();
        }
        Collections.shuffle(injections, random);
        return injections;
    }

    private PlannedInjection injection(List<FaultKind> together) {
        List<Integer> numbers = together.stream()
                .map(kind -> turns.merge(kind.name(), 1, Integer::sum) - 1)
                .toList();
        return new PlannedInjection(together, numbers, random.nextLong());
    }
}
