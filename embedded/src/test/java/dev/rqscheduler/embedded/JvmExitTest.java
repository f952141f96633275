/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing stays behind, whichever way the JVM ends; with a real second JVM. */
class JvmExitTest {
    /** Starts a server, says where, and then waits or ends as told. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            var redis = RedisServer.builder()
                    .searchPath("")
                    .stopOnExit(!args[0].equals("no-hook"))
                    .start();
            System.out.println(redis.pid() + " " + redis.folder() + " " + redis.binary());
            if (args[0].equals("halt")) {
                Runtime.getRuntime().halt(3);
            }
            if (args[0].equals("wait")) {
                new java.util.concurrent.CountDownLatch(1).await();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "halt", "no-hook"})
    void whenItEndsByItself(String way) throws Exception {
        var jvm = owner(way);
        var server = readServer(jvm);
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertGone(server);
    }

    @Test
    void whenItIsTerminated() throws Exception {
        var jvm = owner("wait");
        var server = readServer(jvm);
        jvm.destroy();
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertGone(server);
    }

    @Test
    void whenItIsKilled() throws Exception {
        var jvm = owner("wait");
        var server = readServer(jvm);
        assertThat(ProcessHandle.of(server.pid)).isPresent();
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertGone(server);
    }

    private record Server(long pid, Path folder, Path unpackedIn) {}

    private static Process owner(String way) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-Xmx64m", "-cp", System.getProperty("java.class.path"), Owner.class.getName(), way)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Server readServer(Process jvm) throws Exception {
        var out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        var words = String.valueOf(out.readLine()).split(" ", -1);
        assertThat(words).as("what the owner said").hasSizeGreaterThan(3);
        return new Server(
                Long.parseLong(words[0]),
                Path.of(words[1]),
                Objects.requireNonNull(Path.of(words[2]).getParent()));
    }

    /** The watchdog needs a moment after the JVM's end; the deadline only bounds a failing test. */
    private static void assertGone(Server server) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end
                && (isAlive(server.pid) || Files.exists(server.folder) || Files.exists(server.unpackedIn()))) {
            Thread.sleep(20);
        }
        assertThat(isAlive(server.pid)).as("redis-server alive").isFalse();
        assertThat(server.folder).doesNotExist();
        assertThat(server.unpackedIn()).doesNotExist();
    }

    /** A process whose parent has not yet asked for its exit status (a zombie) still has its id, but runs no command. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
