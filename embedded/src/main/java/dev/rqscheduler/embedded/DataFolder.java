/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps its files: a temporary folder, deleted on close, or a named one, kept. A named one is locked while
 * in use: two servers that append to the same file would destroy it.
 */
final class DataFolder implements Closeable {
    private final Path path;
    private final @Nullable FileChannel lock;

    private DataFolder(Path path, @Nullable FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder temporary() {
        try {
            return new DataFolder(Files.createTempDirectory("rqscheduler-redis-"), null);
        } catch (IOException e) {
            throw new RedisServerException("cannot create a temporary directory: " + e, e);
        }
    }

    static DataFolder named(Path path) {
        try {
            Files.createDirectories(path);
            var file = FileChannel.open(
                    path.resolve("redis-server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(file)) {
                file.close();
                throw new RedisServerException(path + " is in use by another redis-server started by rqscheduler");
            }
            return new DataFolder(path, file);
        } catch (IOException e) {
            throw new RedisServerException("cannot use " + path + " as the directory of a redis-server: " + e, e);
        }
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    boolean isTemporary() {
        return lock == null;
    }

    @Override
    public void close() throws IOException {
        if (lock == null) {
            delete(path);
        } else {
            lock.close();
        }
    }

    /** Deletes a folder with everything in it; a missing folder is fine. */
    static void delete(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            for (var path : content.toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    delete(path);
                } else {
                    Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
