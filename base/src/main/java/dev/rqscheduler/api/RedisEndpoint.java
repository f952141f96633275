/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** How to reach a Redis. Its string form is for messages and never shows a password. */
public sealed interface RedisEndpoint {

    /**
     * A host and a port.
     *
     * @param host name or address; an IPv6 address with or without brackets
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements RedisEndpoint {

        /**
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public Tcp {
            Objects.requireNonNull(host, "host");
            if (host.isBlank()) {
                throw new IllegalArgumentException("Redis host is empty");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("Redis port must be 1 to 65535, not " + port);
            }
        }

        /**
         * Reads {@code host:port} or {@code host}; an IPv6 address with a port needs brackets, such as {@code
         * [::1]:6379}.
         *
         * @param otherwise the port if none is given
         * @throws IllegalArgumentException if it is neither
         */
        public static Tcp parse(String text, int otherwise) {
            int colon = text.lastIndexOf(':');
            boolean bareAddress = text.indexOf(':') < colon && !text.contains("]");
            boolean addressOnly = colon < 0 || bareAddress || text.endsWith("]");
            if (addressOnly) {
                return new Tcp(text, otherwise);
            }
            try {
                return new Tcp(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("write it as host:port, not \"" + text + "\"", e);
            }
        }

        @Override
        public String toString() {
            boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
            return (bare ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * A unix socket on this machine.
     *
     * @param path absolute, since a relative path would depend on the working directory
     */
    record UnixSocket(Path path) implements RedisEndpoint {

        /**
         * @throws IllegalArgumentException if the path is not absolute
         */
        public UnixSocket {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(
                        "the path of a Redis socket must begin with /, such as /run/redis/redis.sock, not \"" + path
                                + "\"");
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * The current master according to Sentinels.
     *
     * @param sentinels one or more, asked in this order until one answers
     * @param master the name under which the Sentinels monitor it; usually mymaster
     * @param login for the Sentinels themselves, which have their own users and passwords
     */
    record Sentinel(List<Tcp> sentinels, String master, RedisLogin login) implements RedisEndpoint {

        /** The default port of a Sentinel. */
        public static final int DEFAULT_PORT = 26_379;

        /**
         * @throws IllegalArgumentException if there is no Sentinel or no master name
         */
        public Sentinel {
            sentinels = List.copyOf(sentinels);
            if (sentinels.isEmpty()) {
                throw new IllegalArgumentException("no Sentinel given: name at least one, such as host:26379");
            }
            if (master.isBlank()) {
                throw new IllegalArgumentException(
                        "no master name given: use the name under which the Sentinels monitor it, such as mymaster");
            }
        }

        @Override
        public String toString() {
            return master + " by Sentinel "
                    + sentinels.stream().map(Tcp::toString).collect(Collectors.joining(","));
        }
    }
}
