/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench;

import picocli.CommandLine;

/** The entry point of {@code bench/run}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand(System.out))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    // The rest is for who maintains this: the line says what could not be run.
                    System.err.println("bench/run: " + failure.getMessage());
                    failure.printStackTrace();
                    return 1;
                })
                .execute(args));
    }
}
