/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua file of this package's resources, with its digest. Files listed before it are prepended, so that scripts can
 * share functions; each file's header names its KEYS, ARGV and reply.
 */
public final class LuaScript {

    private static final String FOLDER = "META-INF/rqscheduler/lua/";

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

    public static LuaScript of(String... files) {
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            text.append(read(file)).append('\n');
        }
        return new LuaScript(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] text() {
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

    private static String read(String file) {
        // By the class loader: a class of a named module finds only its own module's files, and these are the
        // scheduler's.
        try (InputStream in = LuaScript.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar is missing " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
