/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The doctor's list of commands against the commands that are really sent: neither one may lag behind the other. */
class PermissionProbeTest {

    private static final Path MAIN =
            Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "core"), "src", "main");
    private static final Pattern LUA_WORD = Pattern.compile("'([A-Z]{3,})'");
    private static final Pattern JAVA_WORD = Pattern.compile("(?:Command\\.|\\.send\\(\\s*\")([A-Z]+)");

    /** Words in capitals that are options of commands, or answers of our scripts. */
    private static final Set<String> NO_COMMANDS = Set.of(
            "ALREADY",
            "BADKEY",
            "BROKEN",
            "CHANGED",
            "CHARACTERS",
            "COLON",
            "DEFERRED",
            "DONE",
            "DROPPED",
            "ENCODING",
            "EVERY",
            "FENCED",
            "FINISHED",
            "GONE",
            "HELD",
            "LENGTH",
            "LIMIT",
            "MISSING",
            "MOVED",
            "NONE",
            "ONCE",
            "PAUSE",
            "QUARANTINED",
            "REFUSED",
            "RESUME",
            "RETRIED",
            "SCHEDULED",
            "SKIP",
            "SKIPPED",
            "STUCK",
            "UNLOADABLE",
            "UNREADABLE",
            "WITHSCORES",
            "WRONGTYPE");

    /**
     * SENTINEL goes to another server; where ROLE is refused, READONLY replies tell the same; where AUTH or SELECT is, there
     * is no connection over which to ask; CLIENT names a connection, INFO only tells a cluster from a database that is not
     * there; PING only finds a silent subscription sooner; and without ZRANK and
     * ZREMRANGEBYRANK it is ZREM that takes a page out of the schedule, only slower.
     */
    private static final Set<String> NO_PERMISSION_NEEDED =
            Set.of("AUTH", "CLIENT", "INFO", "PING", "ROLE", "SELECT", "SENTINEL", "ZRANK", "ZREMRANGEBYRANK");

    @Test
    void coversEveryCommandOfSchedulerAndClient() throws IOException {
        Set<String> used = new TreeSet<>();
        words(used, MAIN.resolve("resources/META-INF/rqscheduler/lua"), ".lua", LUA_WORD);
        words(used, MAIN.resolve("java/dev/rqscheduler/internal/store"), ".java", JAVA_WORD);
        used.removeAll(NO_COMMANDS);
        used.removeAll(NO_PERMISSION_NEEDED);
        used.addAll(List.of("EVAL", "EVALSHA", "SUBSCRIBE")); // RedisConnection has methods for these
        Set<String> probed = new TreeSet<>();
        PermissionProbe.all(List.of()).forEach(probe -> probed.add(probe.command()));
        assertThat(probed)
                .as("commands in PermissionProbe, compared with those in the Lua files and stores (a word that is no"
                        + " command belongs to NO_COMMANDS)")
                .containsExactlyElementsOf(used);
    }

    /** What only the doctor itself asks is no permission that anybody else needs. */
    private static void words(Set<String> words, Path folder, String ending, Pattern word) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("survey_") || name.endsWith("Survey.java")) {
                    continue;
                }
                String text = Files.readString(file).replaceAll("(?m)--.*$", "");
                word.matcher(text).results().forEach(match -> words.add(match.group(1)));
            }
        }
    }
}
