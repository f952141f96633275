/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to log in. Immutable. {@link #toString()} never shows the password.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param db database number, 0 or more
 * @param user ACL user, null for the default user
 * @param password null for none
 * @param tls whether to speak TLS; certificate and host name are checked
 * @param timeout longest wait for a connection and for each reply
 */
public record RedisConfig(
        String host,
        int port,
        int db,
        @Nullable String user,
        @Nullable String password,
        boolean tls,
        Duration timeout) {

    /** As Python's rqscheduler without options: {@code localhost:6379}, database 0. */
    public static final RedisConfig DEFAULT =
            new RedisConfig("localhost", 6379, 0, null, null, false, Duration.ofSeconds(5));

    /**
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public RedisConfig {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("Redis host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Redis port must be 1 to 65535, not " + port);
        }
        if (db < 0) {
            throw new IllegalArgumentException("Redis database must be 0 or more, not " + db);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("Redis timeout must be above 0 and at most 1 hour, not " + timeout);
        }
    }

    /**
     * Reads {@code redis://[user][:password]@host[:port][/db]} or {@code rediss://} for TLS.
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating the password
     */
    public static RedisConfig parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Not passed on as the cause: its message is the whole URL, password and all.
            throw new IllegalArgumentException("not a Redis URL (" + e.getReason() + "): write redis://host:6379/0");
        }
        boolean tls = "rediss".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"redis".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("not a Redis URL (scheme \"" + uri.getScheme()
                    + "\"): write redis://host:6379/0, or rediss:// for TLS");
        }
        if (uri.getHost() == null && uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("not a Redis URL (no valid host and port): write redis://host:6379/0");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("Redis URL has a part after ? or # that is not understood");
        }
        String host = uri.getHost() == null ? DEFAULT.host : uri.getHost();
        int port = uri.getPort() == -1 ? DEFAULT.port : uri.getPort();
        String user = null;
        String password = null;
        String info = uri.getRawUserInfo();
        if (info != null) {
            int colon = info.indexOf(':');
            String name = decoded(colon < 0 ? info : info.substring(0, colon));
            user = name.isEmpty() ? null : name;
            password = colon < 0 ? null : decoded(info.substring(colon + 1));
        }
        return new RedisConfig(host, port, database(uri), user, password, tls, DEFAULT.timeout);
    }

    public RedisConfig withPassword(@Nullable String value) {
        return new RedisConfig(host, port, db, user, value, tls, timeout);
    }

    public RedisConfig withTimeout(Duration value) {
        return new RedisConfig(host, port, db, user, password, tls, value);
    }

    /** Host and port for messages. */
    public String address() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + (user == null ? "" : user + "@") + address() + "/" + db;
    }

    private static int database(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.isEmpty() || path.equals("/")) {
            return DEFAULT.db;
        }
        if (path.indexOf('@') >= 0) {
            // What looks like a path is the rest of a password with a slash in it, and not to be repeated.
            throw new IllegalArgumentException(
                    "not a Redis URL (an @ behind the host): write / in a password as %2F, and @ as %40");
        }
        try {
            return Integer.parseInt(path.substring(1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Redis URL must end with a database number such as /0, not \"" + path + "\"", e);
        }
    }

    private static String decoded(String text) {
        // URLDecoder is made for forms, where + means a blank; in a URL's user part it is a plain plus.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
