/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.embedded.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A master with one replica, and real Sentinels that watch over them and agree within half a second. */
public final class Sentinels implements AutoCloseable {

    private static final Duration PATIENCE = SentinelServer.PATIENCE;

    private final RedisServer first;
    private final RedisServer second;
    private final List<SentinelServer> watching = new ArrayList<>();

    private Sentinels(RedisServer first, RedisServer second) {
        this.first = first;
        this.second = second;
    }

    /**
     * @param folder for the Sentinels' own files
     */
    public static Sentinels start(Path folder, int number) {
        return start(folder, number, "");
    }

    /**
     * @param password of the Sentinels; empty for none
     */
    public static Sentinels start(Path folder, int number, String password) {
        RedisServer master = server();
        RedisServer replica = server();
        Sentinels sentinels = new Sentinels(master, replica);
        boolean ready = false;
        try {
            try (RedisClient client = RedisClient.create(replica.uri())) {
                Admin.call(client, "REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> String.valueOf(client.info("replication")).contains("master_link_status:up"));
            }
            for (int i = 0; i < number; i++) {
                sentinels.watching.add(SentinelServer.start(folder, master, number / 2 + 1, password));
            }
            // All must know the replica and each other before a failover can be asked of them.
            sentinels.watching.forEach(one -> one.awaitInfo("slaves=1,sentinels=" + number));
            ready = true;
            return sentinels;
        } finally {
            if (!ready) {
                sentinels.close();
            }
        }
    }

    private static RedisServer server() {
        return RedisServer.builder()
                .config("repl-diskless-sync", "yes")
                .config("repl-diskless-sync-delay", "0")
                .config("repl-ping-replica-period", "1")
                .start();
    }

    public List<RedisEndpoint.Tcp> places() {
        return watching.stream().map(SentinelServer::place).toList();
    }

    /** The server that is the master by its own word. */
    public RedisServer master() {
        return isMaster(first) ? first : second;
    }

    public RedisServer replica() {
        return isMaster(first) ? second : first;
    }

    public boolean hasMaster() {
        return isMaster(first) || isMaster(second);
    }

    private static boolean isMaster(RedisServer server) {
        if (!server.isRunning()) {
            return false;
        }
        try (RedisClient client = RedisClient.create(server.uri())) {
            return String.valueOf(client.info("replication")).contains("role:master");
        } catch (JedisException e) {
            return false;
        }
    }

    /** A failover that an administrator asks for, while all is well. */
    public void failOver() {
        try (RedisClient sentinel = watching.get(0).client()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> Admin.call(sentinel, "SENTINEL", "FAILOVER", SentinelServer.MASTER) != null);
        }
    }

    /** Ends one of the Sentinels as kill -9 does. */
    public void killSentinel(int index) {
        watching.get(index).kill();
    }

    @Override
    public void close() {
        watching.forEach(SentinelServer::close);
        second.close();
        first.close();
    }
}
