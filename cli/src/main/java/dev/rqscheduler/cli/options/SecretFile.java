/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file whose first line is a secret, as provided by Docker and Kubernetes. */
public final class SecretFile {

    /** Redis accepts no longer one in its configuration file. */
    private static final int LONGEST = 1_024;

    private SecretFile() {}

    /**
     * @param what kind of secret, for messages: password, token
     * @throws UsageException if the file cannot be read or has no first line
     */
    public static String read(Path file, String what) {
        String line;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            line = firstLine(reader);
        } catch (NoSuchFileException e) {
            throw refused(what, file, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw refused(what, file, "is not readable by this user", e);
        } catch (CharacterCodingException e) {
            throw refused(what, file, "is not UTF-8 text", e);
        } catch (IOException e) {
            throw refused(
                    what, file, Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage(), e);
        }
        if (line.isEmpty()) {
            throw new UsageException(what + " file " + file + " is empty: its first line must be the " + what);
        }
        if (line.length() > LONGEST) {
            throw new UsageException(what + " file " + file + " has a first line of more than " + LONGEST
                    + " characters: is it the right file?");
        }
        return line;
    }

    private static String firstLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            line.append((char) c);
            if (line.length() > LONGEST) {
                break;
            }
        }
        return line.toString();
    }

    private static UsageException refused(String what, Path file, String why, IOException cause) {
        return new UsageException(what + " file " + file + " " + why, cause);
    }
}
