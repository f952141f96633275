/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Determines which Redis to connect to. Thread-safe. */
interface RedisRoute {

    /** Opens a connection, with that name in CLIENT LIST; empty for none. */
    ServerConnection open(String name);

    /** Returns whether an earlier connection still leads to where a new one would. */
    boolean leadsTo(ServerConnection connection);

    static RedisRoute of(RedisConfig config) {
        return config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? new BySentinel(config, sentinel)
                : new Direct(config);
    }

    record Direct(RedisConfig config) implements RedisRoute {

        @Override
        public ServerConnection open(String name) {
            try {
                return ServerConnection.open(config.endpoint(), config.login(), config, config.db(), name);
            } catch (JedisException e) {
                throw RedisErrors.opening("Redis", config.address(), config.tls() != null, e);
            }
        }

        @Override
        public boolean leadsTo(ServerConnection connection) {
            return true;
        }
    }

    /**
     * Leads to the master reported by Sentinels. They are queried for every new connection, as the Sentinel
     * documentation recommends, rather than by a thread that listens to each: a failover breaks the connections to the
     * old master (it is dead, or Sentinel makes it drop its clients when it becomes a replica), so a new query happens
     * exactly when needed.
     *
     * <p>A partitioned Sentinel may report an old master: a server that calls itself a replica is skipped, and the next
     * Sentinel is queried.
     */
    final class BySentinel implements RedisRoute {

        private final RedisConfig config;
        private final RedisEndpoint.Sentinel endpoint;

        /** The one that answered last is queried first, so that one that is down delays no more than one query. */
        private volatile List<RedisEndpoint.Tcp> order;

        private volatile RedisEndpoint.@Nullable Tcp master;

        BySentinel(RedisConfig config, RedisEndpoint.Sentinel endpoint) {
            this.config = config;
            this.endpoint = endpoint;
            this.order = endpoint.sentinels();
        }

        @Override
        public boolean leadsTo(ServerConnection connection) {
            return connection.place().equals(master);
        }

        @Override
        public ServerConnection open(String name) {
            List<RedisException> failures = new ArrayList<>();
            Set<RedisEndpoint> tried = new HashSet<>();
            for (RedisEndpoint.Tcp sentinel : order) {
                try {
                    RedisEndpoint.Tcp named = masterBy(sentinel);
                    if (tried.add(named)) {
                        ServerConnection connection = connect(named, sentinel, name);
                        master = named;
                        askFirst(sentinel);
                        return connection;
                    }
                } catch (RedisException e) {
                    failures.add(e);
                }
            }
            throw summary(failures);
        }

        private RedisEndpoint.Tcp masterBy(RedisEndpoint.Tcp sentinel) {
            Object reply;
            try (Connection connection = ServerConnection.open(sentinel, endpoint.login(), config, 0, "")) {
                reply = connection.executeCommand(new CommandArguments(Command.SENTINEL)
                        .add("GET-MASTER-ADDR-BY-NAME")
                        .add(endpoint.master()));
            } catch (JedisException e) {
                if (e instanceof JedisDataException
                        && String.valueOf(e.getMessage()).startsWith("ERR unknown command")) {
                    throw new RedisException(
                            RedisException.Kind.OTHER, sentinel + " is a Redis, not a Sentinel: name its Sentinels", e);
                }
                throw RedisErrors.opening("Sentinel", sentinel.toString(), config.tls() != null, e);
            }
            Reply address = Reply.of(reply);
            if (address.isNull()) {
                throw new RedisException(
                        RedisException.Kind.OTHER,
                        "Sentinel at " + sentinel + " monitors no master named \"" + endpoint.master() + "\"",
                        null);
            }
            return new RedisEndpoint.Tcp(
                    address.at(0).text(), Math.toIntExact(address.at(1).number()));
        }

        private ServerConnection connect(RedisEndpoint.Tcp named, RedisEndpoint.Tcp sentinel, String name) {
            try {
                ServerConnection connection = ServerConnection.open(named, config.login(), config, config.db(), name);
                if (isReplica(connection)) {
                    connection.abandon();
                    throw new RedisException(
                            RedisException.Kind.READONLY,
                            "Redis at " + named + " is a replica, but Sentinel at " + sentinel
                                    + " names it as the master",
                            null);
                }
                return connection;
            } catch (JedisException e) {
                throw RedisErrors.opening(
                        "Redis",
                        named + " (" + endpoint.master() + " by Sentinel " + sentinel + ")",
                        config.tls() != null,
                        e);
            }
        }

        private static boolean isReplica(Connection connection) {
            try {
                Object reply = connection.executeCommand(new CommandArguments(Command.ROLE));
                return Reply.of(reply).at(0).text().equals("slave");
            } catch (JedisDataException notPermitted) {
                // Then a replica is recognised by its READONLY replies, one failed call later.
                return false;
            }
        }

        private void askFirst(RedisEndpoint.Tcp sentinel) {
            if (!order.get(0).equals(sentinel)) {
                List<RedisEndpoint.Tcp> next = new ArrayList<>(order);
                next.remove(sentinel);
                next.add(0, sentinel);
                order = List.copyOf(next);
            }
        }

        /** Combines the failures into one: an actionable reply says more than silence. */
        private RedisException summary(List<RedisException> failures) {
            if (failures.size() == 1) {
                return failures.get(0);
            }
            return failures.stream()
                    .filter(failure -> failure.kind() != RedisException.Kind.UNREACHABLE)
                    .findFirst()
                    .orElseGet(() -> new RedisException(
                            RedisException.Kind.UNREACHABLE,
                            "the master " + endpoint.master() + " cannot be found: "
                                    + failures.stream()
                                            .map(Throwable::getMessage)
                                            .collect(Collectors.joining("; ")),
                            failures.get(0)));
        }
    }
}
