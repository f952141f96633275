/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.tzdata.TzdataChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
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
    private static final ITypeConverter<TzdataChoice> READER = Values.choice(TzdataChoice.class);

    @Option(
            names = NAME,
            paramLabel = "auto|system|bundled|jdk",
            scope = ScopeType.INHERIT,
            description =
                    "Whose rules of time zones: this host's tzdata, the release that comes with rqscheduler, Java's own, or"
                            + " auto (default), the newest of them (RQSCHEDULER_TZDATA).")
    private @Nullable TzdataChoice choice;

    /**
     * What is chosen.
     *
     * @param written the option's value among the words of the command line, if it has one
     * @throws UsageException if the variable has an impossible value; that of the option is found by the parser
     */
    public static TzdataChoice read(@Nullable String written, Console console) {
        if (written != null) {
            TzdataChoice chosen = choice(written);
            return chosen == null ? TzdataChoice.AUTO : chosen;
        }
        String variable = console.variable(VARIABLE);
        TzdataChoice chosen = variable == null ? TzdataChoice.AUTO : choice(variable);
        if (chosen == null) {
            throw new UsageException("environment variable " + VARIABLE
                    + " must be auto, system, bundled or jdk, not \"" + variable + "\"");
        }
        return chosen;
    }

    private static @Nullable TzdataChoice choice(String text) {
        try {
            return READER.convert(text);
        } catch (Exception e) {
            return null;
        }
    }
}
