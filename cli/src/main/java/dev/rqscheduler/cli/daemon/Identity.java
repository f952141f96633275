/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.Version;
import dev.rqscheduler.cli.output.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the registration says about this process besides its name. */
public final class Identity {

    private Identity() {}

    public static Map<String, String> of(Console console) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("host", host(console));
        identity.put("pid", Long.toString(ProcessHandle.current().pid()));
        identity.put("version", "rqscheduler-java " + Version.number());
        return identity;
    }

    /** Who changes something on this machine: {@code user@host}. */
    public static String author(Console console) {
        return System.getProperty("user.name", "unknown") + "@" + host(console);
    }

    /** The kernel's own answer first: InetAddress asks the name servers, which may take seconds where they do not answer. */
    private static String host(Console console) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String variable = console.variable("HOSTNAME");
            return variable == null ? lookedUp() : variable;
        }
    }

    private static String lookedUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
