/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** How this process names itself in Redis: in registrations, in audit fields and in CLIENT LIST. */
public final class ThisProcess {

    private ThisProcess() {}

    /** Host, pid and version, as fields of a registration. */
    public static Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("host", host());
        identity.put("pid", Long.toString(ProcessHandle.current().pid()));
        identity.put("version", "rqscheduler-java " + version());
        return identity;
    }

    /** Who changes something from this process: {@code user@host}. */
    public static String author() {
        return System.getProperty("user.name", "unknown") + "@" + host();
    }

    /** Which release this is; the build writes it into a resource. */
    public static String version() {
        try (InputStream in = ThisProcess.class.getResourceAsStream("/META-INF/rqscheduler/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The kernel's own answer first: InetAddress asks name servers, which takes seconds where they do not answer. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String variable = System.getenv("HOSTNAME");
            return variable == null ? resolvedHost() : variable;
        }
    }

    private static String resolvedHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Names the connections of a scheduler: {@code rqscheduler:<instance>}. */
    public static RedisConfig ofInstance(RedisConfig redis, String instance) {
        return redis.toBuilder()
                .clientName(RedisConfig.DEFAULT.clientName() + ":" + instance)
                .build();
    }

    /** Appends the role of the connections, in one word, to their name. */
    public static RedisConfig withRole(RedisConfig redis, String role) {
        return redis.clientName().isEmpty()
                ? redis
                : redis.toBuilder().clientName(redis.clientName() + "/" + role).build();
    }
}
