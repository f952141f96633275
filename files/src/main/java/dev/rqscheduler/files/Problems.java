/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.files.ScheduleFileException.Problem;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of a file, so that all are reported together, each once. */
final class Problems {

    private final Path file;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Node at, String place, String message) {
        add(line(at.getStartMark()), place, message);
    }

    void add(int line, String place, String message) {
        found.add(new Problem(file, line, place, message));
    }

    int count() {
        return found.size();
    }

    /** Returns the problems in line order. */
    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** Returns the line, from 1, as editors count. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
