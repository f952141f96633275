/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals, by the kill that is part of every shell: the program of that name is not on every machine. */
public final class Signals {

    private Signals() {}

    /**
     * @param name such as {@code TERM}
     */
    public static void send(String name, long pid) throws InterruptedException {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start();
            assertThat(shell.waitFor()).as("kill -%s %s", name, pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
