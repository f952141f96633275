/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts a child outside the terminal's foreground process group. Ctrl-C is sent to every process of that group, and
 * redis-server ends at once when it gets it, while the scheduler in this JVM still has a batch to finish.
 */
final class OwnSession {
    private OwnSession() {}

    /**
     * The command with what it takes in front: setsid on Linux; perl, which macOS has, elsewhere. Both replace
     * themselves by the command, so that the process id stays that of the child. Without either the child gets Ctrl-C.
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
