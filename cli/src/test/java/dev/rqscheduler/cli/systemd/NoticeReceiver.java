/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.Prerequisites;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What systemd is to a service: a unix datagram socket, here of a small Python program that prints what comes.
 * The test is skipped where there is no Python, or no systemd-notify to write to it. */
public final class NoticeReceiver implements AutoCloseable {

    private static final String PROGRAM = """
            import socket, sys
            name = sys.argv[1]
            receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            receiver.bind('\\0' + name[1:] if name.startswith('@') else name)
            print('bound', flush=True)
            while True:
                print(receiver.recv(65536).decode().replace('\\n', ' | '), flush=True)
            """;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Process process;

    /**
     * @param socket a path, or an abstract name after an {@code @}
     */
    public NoticeReceiver(String socket) throws IOException {
        Prerequisites.program("systemd-notify", "systemd");
        // Java has no datagram sockets of that kind.
        process = new ProcessBuilder(Prerequisites.python("import socket", "python3"), "-c", PROGRAM, socket)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        assertThat(lines.readLine()).isEqualTo("bound");
        Thread thread = new Thread(() -> lines.lines().forEach(notices::add), "notices");
        thread.setDaemon(true);
        thread.start();
    }

    /** Each a line, its fields parted by {@code |}. */
    public List<String> notices() {
        return notices;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
