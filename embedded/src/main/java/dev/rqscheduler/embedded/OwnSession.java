/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts a child outside the terminal's foreground process group. Ctrl-C is sent to every process of that group, and
 * redis-server exits immediately when it gets it, while the scheduler in this JVM still has a batch to finish.
 */
final class OwnSession {
    private OwnSession() {}

    /**
     * Returns the command with the required prefix: setsid on Linux; elsewhere perl, which macOS has. Both replace
     * themselves with the command, so the process id stays the child's. Without either the child gets Ctrl-C.
     */
    static List<String> command(SearchPath searchPath, List<String> command) {
        var words = new ArrayList<String>();
        var setsid = searchPath.find("setsid");
        var perl = searchPath.find("perl");
        if (setsid.isPresent()) {
            words.add(setsid.get().toString());
        } else if (perl.isPresent()) {
            words.addAll(List.of(
                    perl.get().toString(), "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\""));
        }
        words.addAll(command);
        return words;
    }
}
