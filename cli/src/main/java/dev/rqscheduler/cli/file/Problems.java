/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.file;

import dev.rqscheduler.cli.failure.UsageException;
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
    private final Set<FileProblem> found = new LinkedHashSet<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Node at, String place, String message) {
        add(line(at.getStartMark()), place, message);
    }

    void add(int line, String place, String message) {
        found.add(new FileProblem(file, line, place, message));
    }

    int count() {
        return found.size();
    }

    /** Returns the problems in line order. */
    List<String> inWords() {
        return found.stream()
                .sorted(Comparator.comparingInt(FileProblem::line))
                .map(FileProblem::inWords)
                .toList();
    }

    /**
     * @throws UsageException listing all problems, if there are any
     */
    void refuse() {
        if (!found.isEmpty()) {
            throw new UsageException(inWords());
        }
    }

    /** Returns the line, from 1, as editors count. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
