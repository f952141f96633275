/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.internal.time.Zones;
import picocli.CommandLine.IVersionProvider;

/** This release's version; the build writes it into a resource. */
public final class Version implements IVersionProvider {

    public static String number() {
        return ThisProcess.version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "rqscheduler " + number() + " (Java " + Runtime.version() + ")",
            Zones.tzdata().inWords()
        };
    }
}
