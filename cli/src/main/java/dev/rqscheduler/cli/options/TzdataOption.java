/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The source of time-zone rules. Needed before the command line is parsed, since parsing looks up zones: it is read
 * from the raw arguments, and is also an option so that it appears in the help and errors in it are found.
 */
public final class TzdataOption {

    /** The written name. */
    public static final String NAME = "--tzdata";

    @Option(
            names = NAME,
            paramLabel = "auto|system|bundled|jdk",
            scope = ScopeType.INHERIT,
            description =
                    "Source of time-zone rules: this host's tzdata, the release bundled with rqscheduler, Java's own,"
                            + " or auto (default), the newest of them (RQSCHEDULER_TZDATA).")
    @SuppressWarnings("UnusedVariable") // filled by the parser, so that it checks the value
    private @Nullable TzdataChoice choice;

    /**
     * Returns the choice.
     *
     * @param written the option's value in the raw arguments, if any
     * @throws UsageException if the variable has an invalid value; the parser checks the option's
     */
    public static TzdataChoice read(@Nullable String written, Console console) {
        if (written != null) {
            return TzdataChoice.named(written).orElse(TzdataChoice.AUTO);
        }
        String variable = console.variable(TzdataChoice.VARIABLE);
        try {
            return TzdataChoice.configured(
                    new Properties(), variable == null ? Map.of() : Map.of(TzdataChoice.VARIABLE, variable));
        } catch (TzdataException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
