/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What RQ's own {@code Job.fetch} makes of jobs: facts by name, as Python prints them. */
final class JobView {

    private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();

    private JobView(List<String> lines) {
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException("not a fact: " + line + "\nin " + lines);
            }
            facts.computeIfAbsent(parts[0], id -> new LinkedHashMap<>()).put(parts[1], parts[2]);
        }
    }

    /** All scheduled jobs, read as rq-scheduler's {@code get_jobs} does. */
    static JobView scheduled(Rq rq, String serializer) throws InterruptedException {
        return view(rq, "scheduled", serializer);
    }

    /** These jobs, and what became of them. */
    static JobView jobs(Rq rq, String serializer, String... ids) throws InterruptedException {
        return view(rq, "jobs", serializer, ids);
    }

    private static JobView view(Rq rq, String command, String serializer, String... ids) throws InterruptedException {
        List<String> args = new ArrayList<>(List.of("--serializer", serializer));
        Stream.of(ids).forEach(args::add);
        try (var tool = rq.tool("job_view", command, args.toArray(String[]::new))) {
            return new JobView(tool.awaitSuccess());
        }
    }

    /** The ids, in the order read. */
    List<String> ids() {
        return List.copyOf(facts.keySet());
    }

    /** One fact; text {@code absent} if there is none of the name. */
    String fact(String id, String name) {
        return facts.getOrDefault(id, Map.of()).getOrDefault(name, "absent");
    }

    /** A fact that is a whole number. */
    long number(String id, String name) {
        return Long.parseLong(fact(id, name));
    }

    @Override
    public String toString() {
        return facts.toString();
    }
}
