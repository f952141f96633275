/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults;

import picocli.CommandLine;

/** The entry point of the command {@code rqscheduler-faults}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultsCommand(System.out, args))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
