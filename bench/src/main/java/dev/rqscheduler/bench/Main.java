/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench;

import picocli.CommandLine;

/** The entry point of {@code bench/run}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand(System.out)).execute(args));
    }
}
