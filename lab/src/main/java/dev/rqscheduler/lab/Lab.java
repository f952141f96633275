/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab;

import java.util.Arrays;
import picocli.CommandLine;

/** The entry point of {@code rqscheduler-faults} and {@code bench/run}; the first argument selects the command. */
public final class Lab {

    private Lab() {}

    public static void main(String[] args) {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "faults" -> System.exit(new FaultsCommand(System.out, rest).execute());
            case "bench" -> System.exit(new BenchCommand(System.out, rest).execute());
            default -> {
                System.err.println("usage: java -jar rqscheduler-lab.jar faults|bench [OPTION...]; see --help of each");
                System.exit(CommandLine.ExitCode.USAGE);
            }
        }
    }
}
