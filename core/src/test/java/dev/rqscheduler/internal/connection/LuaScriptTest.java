/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.testing.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestRedis.class)
class LuaScriptTest {

    private static final Pattern REQUIRES = Pattern.compile("-- requires:(.*)");
    /** Comments and strings. */
    private static final Pattern LITERALS = Pattern.compile("--.*|'[^'\\n]*'");

    private static final Pattern NAME = Pattern.compile("(?<![.:\\w])([A-Za-z_]\\w*)");
    private static final Pattern LOCAL = Pattern.compile("(?:local (?:function )?|for |function[ \\w]*\\()([\\w, ]+)");
    private static final Pattern TOP_LEVEL = Pattern.compile("(?m)^local (?:function )?([\\w, ]+)");

    @Test
    void requiredFiles_comeFirst_eachOnce() {
        Map<String, String> files = Map.of(
                "top.lua", "-- requires: left, right\ntop",
                "left.lua", "-- requires: base\nleft",
                "right.lua", "-- requires: base,left\nright",
                "base.lua", "base");

        String text = text(LuaScript.of("top.lua", files::get));

        assertThat(text.lines().filter(line -> !line.startsWith("--"))).containsExactly("base", "left", "right", "top");
    }

    @Test
    void requiresLine_belowTheFirst_isNoHeader() {
        assertThat(text(LuaScript.of("a.lua", Map.of("a.lua", "-- a\n-- requires: b\na")::get)))
                .isEqualTo("-- a\n-- requires: b\na");
    }

    @Test
    void filesThatRequireEachOther_areRefused() {
        Map<String, String> files = Map.of(
                "a.lua", "-- requires: b\n",
                "b.lua", "-- requires: c\n",
                "c.lua", "-- requires: a\n");

        assertThatThrownBy(() -> LuaScript.of("a.lua", files::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Lua files require each other: a.lua, b.lua, c.lua, a.lua");
    }

    @Test
    void unknownFile_isRefused() {
        Map<String, String> files = Map.of("a.lua", "-- requires: common, push\n", "common.lua", "");

        assertThatThrownBy(() -> LuaScript.of("a.lua", files::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Lua file push.lua required by a.lua is not in the jar");
        assertThatThrownBy(() -> LuaScript.of("none.lua"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Lua file none.lua is not in the jar");
    }

    /** Redis would look for a global of that name, of which there is none, and only when the line runs. */
    @Test
    void namesOfOtherFiles_areUsedOnlyWhereTheseAreRequired() throws IOException {
        Map<String, String> code = new TreeMap<>();
        for (String file : files()) {
            code.put(
                    file, LITERALS.matcher(String.valueOf(LuaScript.read(file))).replaceAll("''"));
        }
        List<String> shared = code.keySet().stream()
                .filter(file ->
                        code.keySet().stream().anyMatch(other -> required(other).contains(file.replace(".lua", ""))))
                .toList();
        List<String> missing = new ArrayList<>();
        code.forEach((file, text) -> {
            String resolved = text(LuaScript.of(file));
            Set<String> used = names(NAME, text);
            used.removeAll(names(LOCAL, text));
            for (String other : shared) {
                if (!resolved.contains(String.valueOf(LuaScript.read(other)))) {
                    names(TOP_LEVEL, code.getOrDefault(other, "")).stream()
                            .filter(used::contains)
                            .forEach(name -> missing.add(file + " uses " + name + " of " + other));
                }
            }
        });
        assertThat(missing).isEmpty();
        assertThat(shared).contains("common.lua", "push.lua", "job_fields.lua");
    }

    private static Set<String> required(String file) {
        Matcher header = REQUIRES.matcher(String.valueOf(LuaScript.read(file)));
        return header.lookingAt() ? names(NAME, header.group(1)) : Set.of();
    }

    /** All names in the first group of all matches. */
    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> NAME.matcher(found.group(1)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each alone: a syntax error names its own file. */
    @Test
    void everyFile_resolves_andRedisCompilesIt() throws IOException {
        for (String file : files()) {
            assertThat(TestRedis.client().scriptLoad(text(LuaScript.of(file)), "key"))
                    .as(file)
                    .hasSize(40);
        }
    }

    /** What {@code push.lua} promises is promised for all, as long as nothing pushes without it. */
    @Test
    void onlyPushLua_pushesToQueues() throws IOException {
        List<String> pushing = new ArrayList<>();
        for (String file : files()) {
            String text = String.valueOf(LuaScript.read(file));
            if (text.contains("RPUSH'") || (text.contains("PUSH'") && text.contains("rq:queue:"))) {
                pushing.add(file);
            }
        }
        assertThat(pushing).containsExactly("push.lua");
    }

    /** The script names the fields' places; Java reads them by the order of {@link JobField}. */
    @Test
    void fieldsOfAJob_haveTheSamePlacesInLuaAndJava() {
        String places = Arrays.stream(JobField.values()).map(JobField::name).collect(Collectors.joining(", "));
        LuaScript script = LuaScript.of(
                "t.lua",
                name -> name.equals("t.lua")
                        ? "-- requires: job_fields\nreturn {FIELDS, {" + places + "}}"
                        : LuaScript.read(name));

        Reply reply;
        try (RedisConnection redis = TestRedis.connection()) {
            reply = Reply.of(redis.run(script, List.of(), List.of()));
        }

        JobField[] fields = JobField.values();
        assertThat(reply.at(0).size()).isEqualTo(fields.length);
        for (int i = 0; i < fields.length; i++) {
            assertThat(reply.at(0).at(i).text()).isEqualTo(fields[i].fieldName());
            assertThat(reply.at(1).at(i).number()).as(fields[i].name()).isEqualTo(i + 1);
        }
    }

    private static List<String> files() throws IOException {
        // The sources: a build on top of an older one has files that are no longer there.
        Path folder = Path.of(
                Objects.requireNonNullElse(System.getProperty("basedir"), "core"),
                "src/main/resources/" + LuaScript.FOLDER);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".lua"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(LuaScript script) {
        return new String(script.text(), StandardCharsets.UTF_8);
    }
}
