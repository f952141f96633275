/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.testing.Prerequisites;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real CPython, if there is one on the PATH; the tests that need it are skipped where there is none. */
final class Python {
    private static final int MINUTES = 2;
    private static final @Nullable String PROGRAM = find();

    private Python() {}

    /** Runs a script of the test resources with these lines as its input; its output's lines. */
    static List<String> run(String script, List<String> input, String... args)
            throws IOException, InterruptedException {
        Prerequisites.require(PROGRAM != null, "no python3, 3.8 or newer, on PATH (apt install python3)");
        var command = new ArrayList<>(List.of(Objects.requireNonNull(PROGRAM), path(script)));
        command.addAll(List.of(args));
        Path in = Files.createTempFile("python", ".in");
        Path out = Files.createTempFile("python", ".out");
        Path err = Files.createTempFile("python", ".err");
        try {
            Files.write(in, input, StandardCharsets.UTF_8);
            var process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            process.environment().put("PYTHONIOENCODING", "utf-8");
            process.environment().put("PYTHONHASHSEED", "0");
            var running = process.start();
            boolean ended = running.waitFor(MINUTES, TimeUnit.MINUTES);
            running.destroyForcibly();
            assertThat(ended).as("%s ends", script).isTrue();
            assertThat(running.exitValue())
                    .as("%s %s: %s", script, List.of(args), Files.readString(err))
                    .isZero();
            return Files.readAllLines(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** A text that a script printed as base64, lone surrogates included. */
    static String text(String base64) {
        var text = bytes(base64);
        var pickle = new byte[text.length + 6];
        pickle[0] = 'X';
        for (int i = 0; i < 4; i++) {
            pickle[1 + i] = (byte) (text.length >> (8 * i));
        }
        System.arraycopy(text, 0, pickle, 5, text.length);
        pickle[pickle.length - 1] = '.';
        return ((PyValue.Str) dev.rqscheduler.internal.wire.pickle.PickleReader.read(pickle)).value();
    }

    private static String path(String script) throws IOException {
        try {
            return Path.of(Objects.requireNonNull(Python.class.getResource("/python/" + script))
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static @Nullable String find() {
        for (String directory : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            var program = new File(directory, "python3");
            if (program.canExecute() && recent(program.getPath())) {
                return program.getPath();
            }
        }
        return null;
    }

    private static boolean recent(String program) {
        try {
            var check = new ProcessBuilder(program, "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor(MINUTES, TimeUnit.MINUTES) && check.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
