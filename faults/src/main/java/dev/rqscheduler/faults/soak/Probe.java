/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.soak;

import dev.rqscheduler.faults.arena.Admin;
import dev.rqscheduler.faults.arena.ArenaRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a scheduler process from outside: the JDK's jcmd, the kernel's /proc, Redis's list of clients. */
final class Probe {

    private static final Pattern USED = Pattern.compile("(?:new|tenured) generation +total \\d+K, used (\\d+)K");
    private static final Pattern STATUS = Pattern.compile("(VmRSS|Threads):\\s+(\\d+).*");

    private final long pid;
    private final Admin admin;
    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    /**
     * @throws IllegalStateException if this machine cannot tell what is asked for
     */
    Probe(long pid, Admin admin) {
        this.pid = pid;
        this.admin = admin;
        if (!Files.isExecutable(jcmd)) {
            throw new IllegalStateException("the soak needs jcmd, which comes with a JDK: there is no " + jcmd);
        }
        if (!Files.isReadable(status())) {
            throw new IllegalStateException("the soak needs Linux: there is no " + status());
        }
    }

    private Path status() {
        return Path.of("/proc", Long.toString(pid), "status");
    }

    Sample sample(long second) throws IOException, InterruptedException {
        long heap = 0;
        Matcher used = USED.matcher(collectAndAsk());
        while (used.find()) {
            heap += Long.parseLong(used.group(1));
        }
        if (heap == 0) {
            throw new IllegalStateException("jcmd says nothing about the heap of process " + pid);
        }
        long resident = 0;
        int threads = 0;
        for (String line : Files.readAllLines(status())) {
            Matcher matcher = STATUS.matcher(line);
            if (matcher.matches()) {
                if (matcher.group(1).equals("Threads")) {
                    threads = Integer.parseInt(matcher.group(2));
                } else {
                    resident = Long.parseLong(matcher.group(2));
                }
            }
        }
        int connections = (int) admin.text("CLIENT", "LIST")
                .orElse("")
                .lines()
                .filter(line -> line.contains(" user=" + ArenaRedis.USER + " "))
                .count();
        return new Sample(second, heap, resident, threads, connections);
    }

    /** Both by one jcmd, as much is allocated again in the time that a second one takes to start. */
    private String collectAndAsk() throws IOException, InterruptedException {
        Path commands = Files.createTempFile("rqscheduler-faults-", ".jcmd");
        try {
            Files.writeString(commands, "GC.run\nGC.heap_info\n");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "-f", commands.toString())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + pid + " failed: " + out.strip());
            }
            return out;
        } finally {
            Files.delete(commands);
        }
    }
}
