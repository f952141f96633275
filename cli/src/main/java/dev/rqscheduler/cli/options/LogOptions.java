/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.log.LogSetUp;
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
    private LogSetUp.Format format = LogSetUp.Format.TEXT;

    public boolean verbose() {
        return verbose;
    }

    public LogSetUp.Format format() {
        return format;
    }

    /** As with Python's rqscheduler, {@code --verbose} wins over {@code --quiet}. */
    public LogSetUp.Verbosity verbosity() {
        return verbose ? LogSetUp.Verbosity.VERBOSE : quiet ? LogSetUp.Verbosity.QUIET : LogSetUp.Verbosity.NORMAL;
    }
}
