/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which faults strike, and in which order: the same for the same seed, number and machine. */
public final class Plan {

    private static final int MOST_AT_A_TIME = 3;

    private final List<FaultKind> kinds;
    private final Random random;
    private final Map<String, Integer> turns = new HashMap<>();

    private Plan(List<FaultKind> kinds, long seed) {
        this.kinds = kinds;
        this.random = new Random(seed);
    }

    /**
     * Each kind alone, again and again, until half of the faults are dealt; the other half two or three at a time.
     *
     * @param faults how many at least; a fault of a mix counts as one. Each kind is dealt alone once, however few they are
     */
    public static List<Draw> of(List<FaultKind> kinds, int faults, long seed) {
        return new Plan(kinds, seed).deal(faults);
    }

    private List<Draw> deal(int faults) {
        List<Draw> draws = new ArrayList<>();
        int dealt = 0;
        do {
            for (FaultKind kind : kinds) {
                draws.add(draw(List.of(kind)));
                dealt++;
            }
        } while (dealt + kinds.size() <= faults / 2);
        while (dealt < faults) {
            List<FaultKind> mix = new ArrayList<>(kinds);
            Collections.shuffle(mix, random);
            List<FaultKind> some =
                    new ArrayList<>(mix.subList(0, Math.min(mix.size(), 2 + random.nextInt(MOST_AT_A_TIME - 1))));
            // In the order of the catalogue: what makes Redis mute comes last, and is healed first.
            some.sort((a, b) -> Integer.compare(kinds.indexOf(a), kinds.indexOf(b)));
            draws.add(draw(some));
            dealt += some.size();
        }
        Collections.shuffle(draws, random);
        return draws;
    }

    private Draw draw(List<FaultKind> some) {
        List<Integer> numbers = some.stream()
                .map(kind -> turns.merge(kind.name(), 1, Integer::sum) - 1)
                .toList();
        return new Draw(some, numbers, random.nextLong());
    }
}
