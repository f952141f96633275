/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.log.LogFormat;
import dev.rqscheduler.cli.log.Verbosity;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is logged on stderr, and in which format. */
public final class LogOptions {

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log every moved job (level DEBUG), and print stack traces of errors.")
    private boolean verbose;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Log warnings and errors only.")
    private boolean quiet;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "Log format on stderr: text (default) or json, one object per line.")
    private LogFormat format = LogFormat.TEXT;

    public boolean verbose() {
        return verbose;
    }

    public LogFormat format() {
        return format;
    }

    /** As with Python's rqscheduler, {@code --verbose} wins over {@code --quiet}. */
    public Verbosity verbosity() {
        return verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
    }
}
