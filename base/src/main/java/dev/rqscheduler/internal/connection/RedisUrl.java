/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisTls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses Redis URLs as Python's redis package does ({@code redis.connection.parse_url}). No message repeats a part of
 * the URL that may contain a password with an unescaped {@code / ? # @}.
 */
public final class RedisUrl {

    private static final String FORM = "write redis://host:6379/0";
    private static final Set<String> TLS_NAMES = Set.of("ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_cert_reqs");

    private RedisUrl() {}

    public static RedisConfig parse(String url) {
        URI uri = uri(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("Redis URL has an unsupported part after #");
        }
        return switch (scheme) {
            case "redis", "rediss" -> tcp(uri, scheme.equals("rediss"));
            case "unix" -> unix(uri);
            default ->
                throw new IllegalArgumentException("not a Redis URL (scheme \"" + uri.getScheme() + "\"): " + FORM
                        + ", rediss:// for TLS, or unix:///path/to/redis.sock"
                        + (scheme.contains("sentinel") ? "; name Sentinels with the Sentinel options" : ""));
        };
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not passed on as the cause: its message is the whole URL, password and all.
            throw new IllegalArgumentException("not a Redis URL (" + e.getReason() + "): " + FORM);
        }
    }

    private static RedisConfig tcp(URI uri, boolean tls) {
        if (uri.getHost() == null && uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("not a Redis URL (no valid host and port): " + FORM);
        }
        Map<String, String> query = query(uri.getRawQuery());
        Integer pathDb = database(uri);
        if (pathDb != null && query.containsKey("db")) {
            throw new IllegalArgumentException("Redis URL names its database twice, as /" + pathDb + " and as ?db=");
        }
        if (!tls) {
            query.keySet().stream().filter(TLS_NAMES::contains).findFirst().ifPresent(name -> {
                throw new IllegalArgumentException(name + " in a Redis URL only works with rediss://");
            });
        }
        RedisEndpoint.Tcp standard = new RedisEndpoint.Tcp("localhost", 6379);
        RedisConfig config = RedisConfig.tcp(
                        uri.getHost() == null ? standard.host() : uri.getHost(),
                        uri.getPort() == -1 ? standard.port() : uri.getPort())
                .toBuilder()
                .tls(tls ? tls(query) : null)
                .db(pathDb == null ? db(query) : pathDb)
                .build();
        return withLogin(config, uri.getRawUserInfo());
    }

    private static RedisConfig unix(URI uri) {
        String authority = uri.getRawAuthority();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.length() < 2 || (authority != null && !authority.endsWith("@"))) {
            throw new IllegalArgumentException(
                    "not a Redis URL (no absolute path): write unix:///path/to/redis.sock, with three slashes");
        }
        refuseAt(path);
        Map<String, String> query = query(uri.getRawQuery());
        if (query.keySet().stream().anyMatch(TLS_NAMES::contains)) {
            throw new IllegalArgumentException("Redis does not speak TLS on a unix socket: omit the ssl_ settings");
        }
        RedisConfig config = RedisConfig.unixSocket(path(decoded(path))).toBuilder()
                .db(db(query))
                .build();
        return withLogin(config, authority == null ? null : authority.substring(0, authority.length() - 1));
    }

    private static RedisConfig withLogin(RedisConfig config, @Nullable String info) {
        if (info == null) {
            return config;
        }
        int colon = info.indexOf(':');
        String user = decoded(colon < 0 ? info : info.substring(0, colon));
        return config.toBuilder()
                .user(user.isEmpty() ? null : user)
                .password(colon < 0 ? null : decoded(info.substring(colon + 1)))
                .build();
    }

    private static RedisTls tls(Map<String, String> query) {
        String checks = query.getOrDefault("ssl_cert_reqs", "required").toLowerCase(Locale.ROOT);
        if (!checks.equals("none") && !checks.equals("required")) {
            throw new IllegalArgumentException("ssl_cert_reqs in a Redis URL must be required or none");
        }
        return RedisTls.builder()
                .ca(file(query, "ssl_ca_certs"))
                .clientCertificate(file(query, "ssl_certfile"), file(query, "ssl_keyfile"))
                .insecure(checks.equals("none"))
                .build();
    }

    private static @Nullable Path file(Map<String, String> query, String name) {
        String value = query.get(name);
        return value == null ? null : path(value);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Redis URL has an invalid path: " + e.getReason());
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> values = new HashMap<>();
        if (raw == null) {
            return values;
        }
        for (String part : raw.split("&")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals);
            if (!name.equals("db") && !TLS_NAMES.contains(name)) {
                throw new IllegalArgumentException("Redis URL has an unsupported part after ?; supported are db,"
                        + " ssl_ca_certs, ssl_certfile, ssl_keyfile and ssl_cert_reqs (write ? in a password as %3F)");
            }
            values.put(name, decoded(part.substring(equals + 1)));
        }
        return values;
    }

    private static int db(Map<String, String> query) {
        String text = query.getOrDefault("db", "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // Neither repeated nor passed on: see the class comment.
            throw new IllegalArgumentException("db in a Redis URL must be 0 or a positive number, such as ?db=0");
        }
    }

    private static @Nullable Integer database(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.isEmpty() || path.equals("/")) {
            return null;
        }
        refuseAt(path);
        try {
            return Integer.valueOf(path.substring(1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Redis URL must end with a database number such as /0, not \"" + path + "\"", e);
        }
    }

    private static void refuseAt(String path) {
        if (path.indexOf('@') >= 0) {
            // What looks like a path is the rest of a password with a slash, which must not be repeated.
            throw new IllegalArgumentException(
                    "not a Redis URL (an @ after the host): write / in a password as %2F, and @ as %40");
        }
    }

    private static String decoded(String text) {
        // URLDecoder is meant for forms, where + is a space; in a URL's user part it is a plain plus.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
