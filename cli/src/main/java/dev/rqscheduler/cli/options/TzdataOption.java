/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Whose rules of time zones are used. Needed before the command line is parsed, since the zones on it are looked up then: it
 * is read from the bare words, and is an option so that it has its place in the help and its mistakes are found.
 */
public final class TzdataOption {

    /** As it is written. */
    public static final String NAME = "--tzdata";

    private static final String VARIABLE = "RQSCHEDULER_TZDATA";

    @Option(
            names = NAME,
            paramLabel = "auto|system|bundled|jdk",
            scope = ScopeType.INHERIT,
            description =
                    "Whose rules of time zones: this host's tzdata, the release that comes with rqscheduler, Java's own, or"
                            + " auto (default), the newest of them (RQSCHEDULER_TZDATA).")
    @SuppressWarnings("UnusedVariable") // filled by the parser, so that it checks the value
    private @Nullable TzdataChoice choice;

    /**
     * What is chosen.
     *
     * @param written the option's value among the words of the command line, if it has one
     * @throws UsageException if the variable has an impossible value; that of the option is found by the parser
     */
    public static TzdataChoice read(@Nullable String written, Console console) {
        if (written != null) {
            return choice(written).orElse(TzdataChoice.AUTO);
        }
        String variable = console.variable(VARIABLE);
        return variable == null
                ? TzdataChoice.AUTO
                : choice(variable)
                        .orElseThrow(() -> new UsageException("environment variable " + VARIABLE
                                + " must be auto, system, bundled or jdk, not \"" + variable + "\""));
    }

    private static Optional<TzdataChoice> choice(String text) {
        return Arrays.stream(TzdataChoice.values())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
