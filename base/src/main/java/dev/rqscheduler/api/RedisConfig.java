/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.connection.RedisUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Redis and log in. Immutable. {@link #toString()} never shows a password.
 *
 * @param endpoint host and port, a unix socket, or Sentinels
 * @param db database number, 0 or more
 * @param login for Redis itself; Sentinels have their own
 * @param tls null for none; also used for Sentinels
 * @param timeout maximum wait for a connection and for each reply
 * @param clientName name of connections in CLIENT LIST; empty for none. Characters that a server does not allow are
 *     replaced
 */
public record RedisConfig(
        RedisEndpoint endpoint,
        int db,
        RedisLogin login,
        @Nullable RedisTls tls,
        Duration timeout,
        String clientName) {

    private static final int SHORTEST_MILLIS = 1;
    private static final String CLIENT_NAME = "rqscheduler";
    private static final int LONGEST_CLIENT_NAME = 200;

    /** The default of Python's rqscheduler: {@code localhost:6379}, database 0. */
    public static final RedisConfig DEFAULT = tcp("localhost", 6379);

    /**
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public RedisConfig {
        Objects.requireNonNull(endpoint, "endpoint");
        clientName = permitted(clientName);
        if (db < 0) {
            throw new IllegalArgumentException("Redis database must be 0 or more, not " + db);
        }
        if (timeout.compareTo(Duration.ofMillis(SHORTEST_MILLIS)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("Redis timeout must be 1 ms to 1 hour, not " + timeout);
        }
        if (tls != null && endpoint instanceof RedisEndpoint.UnixSocket) {
            throw new IllegalArgumentException(
                    "Redis does not speak TLS on a unix socket: omit TLS, or name a host and a port");
        }
    }

    /** Creates a configuration for a host and port, database 0, no login, no TLS. */
    public static RedisConfig tcp(String host, int port) {
        return at(new RedisEndpoint.Tcp(host, port));
    }

    /** Creates a configuration for a unix socket, database 0, no login. */
    public static RedisConfig unixSocket(Path socket) {
        return at(new RedisEndpoint.UnixSocket(socket));
    }

    /**
     * Creates a configuration for the master that these Sentinels report under this name; database 0, no login, no TLS.
     */
    public static RedisConfig sentinel(String master, List<RedisEndpoint.Tcp> sentinels) {
        return at(new RedisEndpoint.Sentinel(sentinels, master, RedisLogin.NONE));
    }

    private static RedisConfig at(RedisEndpoint endpoint) {
        return new RedisConfig(endpoint, 0, RedisLogin.NONE, null, Duration.ofSeconds(5), CLIENT_NAME);
    }

    /**
     * Reads {@code redis://[user][:password]@host[:port][/db]}, {@code rediss://} for TLS, or {@code
     * unix://[user:password@]/path/to/redis.sock[?db=0]}. As with Python's redis package, {@code ?db=0} may follow any
     * of them, and {@code ssl_ca_certs}, {@code ssl_certfile}, {@code ssl_keyfile} and {@code ssl_cert_reqs} ({@code
     * required} or {@code none}) only {@code rediss://}.
     *
     * @throws IllegalArgumentException if the URL is invalid; the message does not repeat the password
     */
    public static RedisConfig parse(String url) {
        return RedisUrl.parse(url);
    }

    /** Configures a connection; by default as {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Configures a copy of this configuration. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Redis accepts printable ASCII without spaces. */
    private static String permitted(String name) {
        String text = name.replaceAll("[^!-~]", "_");
        return text.substring(0, Math.min(LONGEST_CLIENT_NAME, text.length()));
    }

    /** Returns the address, for messages. */
    public String address() {
        return endpoint.toString();
    }

    @Override
    public String toString() {
        String user = login.user() == null ? "" : login + "@";
        if (endpoint instanceof RedisEndpoint.UnixSocket) {
            return "unix://" + user + endpoint + "?db=" + db;
        }
        if (endpoint instanceof RedisEndpoint.Sentinel) {
            return user + endpoint + ", database " + db + (tls == null ? "" : ", TLS");
        }
        return (tls == null ? "redis://" : "rediss://") + user + endpoint + "/" + db;
    }

    /** Configures a {@link RedisConfig}. Not thread-safe. */
    public static final class Builder {

        private RedisEndpoint endpoint;
        private int db;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable RedisTls tls;
        private Duration timeout;
        private String clientName;

        private Builder(RedisConfig config) {
            endpoint = config.endpoint;
            db = config.db;
            user = config.login.user();
            password = config.login.password();
            tls = config.tls;
            timeout = config.timeout;
            clientName = config.clientName;
        }

        /** Sets the host and port, the unix socket, or the Sentinels; {@code localhost:6379} by default. */
        public Builder endpoint(RedisEndpoint value) {
            endpoint = value;
            return this;
        }

        /** Sets the database number, 0 or more; 0 by default. */
        public Builder db(int value) {
            db = value;
            return this;
        }

        /** Sets the ACL user; null for the default user. */
        public Builder user(@Nullable String value) {
            user = value;
            return this;
        }

        /** Sets the password; null for none. */
        public Builder password(@Nullable String value) {
            password = value;
            return this;
        }

        /**
         * Sets the login for the Sentinels of this endpoint, which have their own users and passwords.
         *
         * @throws IllegalStateException if the endpoint is not reached through Sentinels
         */
        public Builder sentinelLogin(@Nullable String sentinelUser, @Nullable String sentinelPassword) {
            if (endpoint instanceof RedisEndpoint.Sentinel sentinel) {
                endpoint = new RedisEndpoint.Sentinel(
                        sentinel.sentinels(), sentinel.master(), new RedisLogin(sentinelUser, sentinelPassword));
                return this;
            }
            throw new IllegalStateException("no Sentinel at " + endpoint);
        }

        /** Sets TLS, which is also used for Sentinels; null for none, the default. */
        public Builder tls(@Nullable RedisTls value) {
            tls = value;
            return this;
        }

        /** Sets the maximum wait for a connection and for each reply: 1 ms to 1 hour, 5 seconds by default. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** Sets the name of connections in CLIENT LIST, {@code rqscheduler} by default; empty for none. */
        public Builder clientName(String value) {
            clientName = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public RedisConfig build() {
            return new RedisConfig(endpoint, db, new RedisLogin(user, password), tls, timeout, clientName);
        }
    }
}
