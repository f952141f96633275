/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.output.Console;

/** The entry point of the command {@code rqscheduler}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    /**
     * Runs the command within this JVM.
     *
     * @return its exit code, see {@link dev.rqscheduler.cli.failure.ExitCode}
     */
    public static int run(Console console, String... args) {
        try {
            return CommandRunner.run(console, Arguments.of(args));
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }
}
