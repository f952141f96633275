/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import picocli.CommandLine.Option;

/** How results are written. */
public final class OutputFormat {

    @Option(
            names = "--json",
            description = "Print JSON, one object per line; times in ISO-8601 UTC, and as epoch seconds in *_epoch.")
    private boolean json;

    public boolean json() {
        return json;
    }
}
