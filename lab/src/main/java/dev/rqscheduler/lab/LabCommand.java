/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands of the lab have in common: the seed, help, and errors of usage. */
abstract class LabCommand implements Callable<Integer> {

    private final PrintStream out;
    private final String[] arguments;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything random; default: a new one, which is printed.")
    private @Nullable Long givenSeed;

    @Option(
            names = {"-h", "--help"},
            order = 100,
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    LabCommand(PrintStream out, String... arguments) {
        this.out = out;
        this.arguments = arguments.clone();
    }

    /** Runs the command with its arguments and returns the exit code. */
    final int execute() {
        return new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> {
                    String name = failure.getCommandLine().getCommandName();
                    System.err.println(name + ": " + failure.getMessage() + " (see " + name + " --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    // The stack trace is for maintainers; the line says what could not be run.
                    System.err.println(line.getCommandName() + ": " + failure.getMessage());
                    failure.printStackTrace();
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    final long chooseSeed() {
        return Optional.ofNullable(givenSeed)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
    }

    /** Returns the command line that repeats this run. */
    final String repeatWith(String script, long seed) {
        return (script + " " + String.join(" ", arguments)).strip() + (givenSeed == null ? " --seed " + seed : "");
    }

    final void print(String text) {
        out.print(text);
        out.flush();
    }

    final void say(String line) {
        print(line + System.lineSeparator());
    }

    /** Returns the chosen items in their order, or all of them if {@code only} is empty. */
    final <T> List<T> choose(String what, List<T> all, Function<T, String> name, List<String> only) {
        List<String> names = all.stream().map(name).toList();
        only.stream().filter(one -> !names.contains(one)).findFirst().ifPresent(one -> {
            throw usage("unknown " + what + " " + one + "; expected " + String.join(", ", names));
        });
        return all.stream()
                .filter(one -> only.isEmpty() || only.contains(name.apply(one)))
                .toList();
    }

    final CommandLine.ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalArgumentException(message);
        }
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
