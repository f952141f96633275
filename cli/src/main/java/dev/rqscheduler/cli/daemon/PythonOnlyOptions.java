/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of Python's rqscheduler that name Python code. They are accepted, so that a start script works unchanged. */
final class PythonOnlyOptions {

    @Option(names = "--path", paramLabel = "PATHS", description = "Accepted but ignored: no Python code is loaded.")
    private @Nullable String path;

    @Option(
            names = {"-j", "--job-class"},
            paramLabel = "CLASS",
            description = "Accepted but ignored: jobs are moved as they are, whatever their class.")
    private @Nullable String jobClass;

    @Option(
            names = {"-q", "--queue-class"},
            paramLabel = "CLASS",
            description = "Accepted but ignored: jobs go to the list rq:queue:NAME, as with RQ's own class.")
    private @Nullable String queueClass;

    /** Returns a line for each given flag: what happens instead. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (path != null) {
            notes.add(
                    "--path is not used: the scheduler loads no Python code; what the jobs import is the workers' concern");
        }
        if (jobClass != null) {
            notes.add(
                    "--job-class is ignored: jobs are moved as they are, pickle and JSON alike, whatever their class");
        }
        if (queueClass != null) {
            notes.add("--queue-class is ignored: jobs go to the list rq:queue:NAME, where RQ's own Queue class looks");
        }
        return notes;
    }
}
