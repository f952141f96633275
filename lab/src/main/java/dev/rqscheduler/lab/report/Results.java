/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** All results of a run, in order of measurement. Not thread-safe. */
public final class Results {

    private record Values(String unit, List<Double> values) {}

    private final Map<String, Values> figures = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** Adds a value to a figure. */
    public void add(String name, String unit, double value) {
        Values values = figures.computeIfAbsent(name, key -> new Values(unit, new ArrayList<>()));
        if (!values.unit().equals(unit)) {
            throw new IllegalArgumentException(name + " is in " + values.unit() + ", not in " + unit);
        }
        values.values().add(value);
    }

    /** Adds a violation: a job lost, moved twice or moved early. */
    public void problem(String what) {
        problems.add(what);
    }

    /** Adds a remark about how this run was measured. */
    public void remark(String what) {
        remarks.add(what);
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    public List<Figure> figures() {
        List<Figure> all = new ArrayList<>();
        figures.forEach((name, values) -> all.add(new Figure(name, values.unit(), Sample.of(values.values()))));
        return all;
    }

    /** Median and range of a figure, or a dash if it was not measured. */
    public String range(String name) {
        return find(name).map(Numbers::medianAndRange).orElse("-");
    }

    /** Ratio of medians, or a dash. */
    public String ratioText(String name, String to) {
        return Numbers.text(ratio(name, to));
    }

    public Optional<Sample> find(String name) {
        return Optional.ofNullable(figures.get(name)).map(values -> Sample.of(values.values()));
    }

    public OptionalDouble median(String name) {
        return find(name).map(sample -> OptionalDouble.of(sample.median())).orElse(OptionalDouble.empty());
    }

    public OptionalDouble max(String name) {
        return find(name).map(sample -> OptionalDouble.of(sample.max())).orElse(OptionalDouble.empty());
    }

    /** Ratio of medians; empty unless both were measured and the second is not zero. */
    public OptionalDouble ratio(String name, String to) {
        OptionalDouble above = median(name);
        OptionalDouble below = median(to);
        return above.isEmpty() || below.isEmpty() || below.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(above.getAsDouble() / below.getAsDouble());
    }
}
