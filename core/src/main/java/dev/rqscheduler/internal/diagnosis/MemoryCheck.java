/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.text.NumberText;
import java.util.List;

/** Checks how much memory is left for further jobs. */
final class MemoryCheck {

    static final String NAME = "memory";
    private static final double LITTLE = 0.1;

    private MemoryCheck() {}

    static List<Finding> judge(ServerInfo info) {
        long used = info.number("used_memory");
        long most = info.number("maxmemory");
        if (used == 0) {
            return List.of(Finding.skip(NAME, "the server does not report its memory use"));
        }
        if (most == 0) {
            long machine = info.number("total_system_memory");
            long resident = info.number("used_memory_rss");
            if (machine > 0 && resident > machine * (1 - LITTLE)) {
                return List.of(Finding.warn(
                        NAME,
                        NumberText.bytes(resident) + " of the machine's " + NumberText.bytes(machine)
                                + " in use, and no maxmemory: the kernel may kill it",
                        "give the machine more memory, or set maxmemory so that " + info.server()
                                + " refuses writes before the kernel kills it"));
            }
            return List.of(Finding.pass(NAME, NumberText.bytes(used) + " in use, no maxmemory"));
        }
        String share = NumberText.bytes(used) + " of " + NumberText.bytes(most) + " (maxmemory) in use";
        if (used >= most) {
            return List.of(Finding.fail(
                    NAME,
                    share + ": " + info.server() + " refuses all writes, and no job is moved",
                    "raise maxmemory, or delete results and failed jobs you no longer need"));
        }
        if (most - used < most * LITTLE) {
            return List.of(Finding.warn(
                    NAME,
                    share + ": less than 10% left",
                    "raise maxmemory before " + info.server() + " refuses writes"));
        }
        return List.of(Finding.pass(NAME, share));
    }
}
