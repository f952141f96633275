/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Another build of the scheduler, started like this one: by the same script, with the same JVM options and its own class data
 * archive. So only the jars differ.
 *
 * @param root folder of the script {@code rqscheduler}
 * @param version as it reports itself
 */
public record OtherBuild(Path root, String version) {

    /**
     * @param script {@code rqscheduler} of this build
     * @param jar of the other build, its {@code cli/target/rqscheduler.jar}
     * @param folder an empty folder for it
     * @throws IllegalArgumentException if {@code jar} is no build of the scheduler
     */
    public static OtherBuild install(Path script, Path jar, Path folder) throws InterruptedException {
        if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
            throw new IllegalArgumentException("no jar of another build at " + jar);
        }
        try {
            Path target = Files.createDirectories(folder.resolve("cli/target"));
            Files.copy(jar, target.resolve("rqscheduler.jar"));
            Path own = Files.copy(script, folder.resolve("rqscheduler"), StandardCopyOption.COPY_ATTRIBUTES);
            // This also creates the archive.
            Process process = new ProcessBuilder(own.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String first = output.lines().findFirst().orElse("");
            if (process.waitFor() != 0 || !first.startsWith("rqscheduler")) {
                throw new IllegalArgumentException(jar + " is no build of rqscheduler: --version fails");
            }
            return new OtherBuild(folder, first);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + jar, e);
        }
    }
}
