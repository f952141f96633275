/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Another build of the command, started as this one is: by the script of this one, with the same options for the JVM, and a
 * class data archive of its own. So what is compared is the jars.
 *
 * @param root folder of the script {@code rqscheduler}
 * @param version what it says itself
 */
public record OtherBuild(Path root, String version) {

    /**
     * @param script {@code rqscheduler} of this build
     * @param jar the other one, as {@code cli/target/rqscheduler.jar} is of this one
     * @param folder an empty one for it
     * @throws IllegalArgumentException if that is no build of the command
     */
    public static OtherBuild lay(Path script, Path jar, Path folder) throws InterruptedException {
        if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
            throw new IllegalArgumentException("no jar of another build at " + jar);
        }
        try {
            Path target = Files.createDirectories(folder.resolve("cli/target"));
            Files.copy(jar, target.resolve("rqscheduler.jar"));
            Path own = Files.copy(script, folder.resolve("rqscheduler"), StandardCopyOption.COPY_ATTRIBUTES);
            // Makes the archive, too.
            Process process = new ProcessBuilder(own.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String first = said.lines().findFirst().orElse("");
            if (process.waitFor() != 0 || !first.startsWith("rqscheduler")) {
                throw new IllegalArgumentException(
                        jar + " is no build of rqscheduler: --version does not work with it");
            }
            return new OtherBuild(folder, first);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + jar, e);
        }
    }
}
