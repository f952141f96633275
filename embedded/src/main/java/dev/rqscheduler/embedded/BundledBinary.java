/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The redis-server executables inside the jar of org.signal:embedded-redis. */
final class BundledBinary {
    private static final String VERSION = "7.0.15";

    static final ServerVersion SERVER = new ServerVersion(ServerVersion.REDIS, 7, 0, 15);

    private BundledBinary() {}

    /**
     * Unpacks the executable for a platform into a separate temporary folder, which only the current user may enter.
     *
     * @param osName as in the system property {@code os.name}
     * @param osArch as in the system property {@code os.arch}
     */
    static RedisBinary unpack(String osName, String osArch) {
        var resource = resource(osName, osArch);
        if (resource == null) {
            throw none(osName, osArch);
        }
        // By the class loader: a class of a named module finds only its own module's files, and this one is the
        // carrier's.
        try (var in = BundledBinary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw none(osName, osArch);
            }
            var folder = Files.createTempDirectory("rqscheduler-redis-server-");
            var path = folder.resolve("redis-server");
            try {
                Files.copy(in, path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException e) {
                DataFolder.delete(folder);
                throw e;
            }
            return new RedisBinary(path, "bundled Redis " + VERSION, true);
        } catch (IOException e) {
            throw new RedisServerException(
                    "cannot unpack the bundled redis-server into " + System.getProperty("java.io.tmpdir") + ": " + e
                            + "; install redis-server or free space there",
                    e);
        }
    }

    /** Returns whether there is one for this machine. */
    static boolean isThere() {
        return resource(System.getProperty("os.name", ""), System.getProperty("os.arch", "")) != null;
    }

    /** The name of the resource for a platform, or null where none is bundled. */
    static @Nullable String resource(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT);
        var system = os.contains("linux") ? "linux" : os.contains("mac") || os.contains("darwin") ? "darwin" : null;
        var arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "linux".equals(system) ? "386" : null;
            default -> null;
        };
        return system == null || arch == null ? null : "redis-server-" + VERSION + "-" + system + "-" + arch;
    }

    private static RedisServerException none(String osName, String osArch) {
        return new RedisServerException("no redis-server on PATH, and none is bundled for " + osName + " " + osArch
                + "; install one (Debian, Ubuntu: apt install redis-server; macOS: brew install redis) or set "
                + RedisBinary.SETTING + " to its path");
    }
}
