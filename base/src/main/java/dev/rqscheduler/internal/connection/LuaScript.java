/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Lua file of this package's resources, with its digest. Its first line may name other files whose functions it uses, as in
 * {@code -- requires: common, push}: these, and what they require, are put in front of it, each once. Each file's header names
 * its KEYS, ARGV and reply.
 */
public final class LuaScript {

    public static final String FOLDER = "META-INF/rqscheduler/lua/";
    private static final Pattern REQUIRES = Pattern.compile("-- requires:(.*)");

    private final byte[] text;
    private final byte[] digest;

    private LuaScript(byte[] text) {
        this.text = text;
        try {
            byte[] sha = MessageDigest.getInstance("SHA-1").digest(text);
            this.digest = HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /**
     * @param file such as {@code move_due.lua}
     * @throws IllegalStateException if it, or one that it requires, is not there, or two require each other
     */
    public static LuaScript of(String file) {
        return of(file, LuaScript::read);
    }

    /** @param source the text of a file, or null where there is none */
    public static LuaScript of(String file, Function<String, @Nullable String> source) {
        Map<String, String> resolved = new LinkedHashMap<>();
        resolve(file, new ArrayList<>(), resolved, source);
        return new LuaScript(String.join("\n", resolved.values()).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file behind those that it requires; {@code path} leads to it, each file required by the one before. */
    private static void resolve(
            String file, List<String> path, Map<String, String> resolved, Function<String, @Nullable String> source) {
        if (path.contains(file)) {
            throw new IllegalStateException("Lua files require each other: " + String.join(", ", path) + ", " + file);
        }
        if (resolved.containsKey(file)) {
            return;
        }
        String text = source.apply(file);
        if (text == null) {
            String by = path.isEmpty() ? "" : " required by " + path.get(path.size() - 1);
            throw new IllegalStateException("Lua file " + file + by + " is not in the jar");
        }
        path.add(file);
        Matcher header = REQUIRES.matcher(text);
        if (header.lookingAt()) {
            for (String name : header.group(1).split(",", -1)) {
                resolve(name.strip() + ".lua", path, resolved, source);
            }
        }
        path.remove(file);
        resolved.put(file, text);
    }

    public byte[] text() {
        return text;
    }

    byte[] digest() {
        return digest;
    }

    /** Returns one line, counted from 1 as in Redis's messages. */
    String line(int number) {
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .skip(Math.max(0, number - 1))
                .findFirst()
                .orElse("")
                .strip();
    }

    public static @Nullable String read(String file) {
        // By the class loader: a class of a named module finds only its own module's files, and these are the
        // scheduler's.
        try (InputStream in = LuaScript.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
