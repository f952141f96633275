/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.lab.arena.Ports;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

class FaultyProxyTest {

    private static final long SEED = 7;
    private static final String COUNT = "return redis.call('INCR', 'n')";

    private final RedisServer redis = RedisServer.start();
    private final FaultyProxy proxy = FaultyProxy.start(Ports.free(), redis.port(), SEED);
    private final RedisClient direct = RedisClient.create(redis.uri());
    private final RedisClient client = RedisClient.builder()
            .hostAndPort(new HostAndPort("127.0.0.1", proxy.port()))
            .clientConfig(DefaultJedisClientConfig.builder()
                    .protocol(RedisProtocol.RESP2)
                    .socketTimeoutMillis(300)
                    .connectionTimeoutMillis(300)
                    .build())
            .build();

    @BeforeEach
    void passes() {
        assertThat(client.eval(COUNT)).isEqualTo(1L);
    }

    @AfterEach
    void close() {
        client.close();
        direct.close();
        proxy.close();
        redis.close();
    }

    @Test
    void cut_resetsConnectionsAndAcceptsNewOnes() {
        proxy.cut();
        assertFails();
        assertThat(client.eval(COUNT)).isEqualTo(2L);
    }

    @Test
    void refuse_rejectsConnectionsUntilPass() {
        proxy.refuse();
        assertFails();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close())
                .isInstanceOf(ConnectException.class);
        proxy.pass();
        assertThat(client.eval(COUNT)).isEqualTo(2L);
    }

    @Test
    void halfOpen_dropsEverythingUntilReconnect() {
        proxy.halfOpen();
        assertFails();
        assertFails();
        assertThat(direct.get("n")).isEqualTo("1");
        proxy.pass();
        assertThat(client.eval(COUNT)).isEqualTo(2L);
    }

    @Test
    void loseReply_runsTheCall() throws InterruptedException {
        CallTrap trap = new CallTrap(CallTrap.Action.LOSE_REPLY, 2, CallTrap::isScript);
        proxy.set(trap);
        assertThat(client.eval(COUNT)).isEqualTo(2L);
        assertThat(client.ping()).as("no script").isEqualTo("PONG");
        assertFails();
        assertThat(trap.awaitSprung(Duration.ZERO)).isTrue();
        assertThat(direct.get("n")).isEqualTo("3");
        assertThat(client.eval(COUNT)).isEqualTo(4L);
    }

    @Test
    void loseRequest_doesNotRunTheCall() {
        proxy.set(new CallTrap(CallTrap.Action.LOSE_REQUEST, 1, CallTrap::isScript));
        assertFails();
        assertThat(direct.get("n")).isEqualTo("1");
        assertThat(client.eval(COUNT)).isEqualTo(2L);
    }

    @Test
    void holdRequest_runsTheCallLateWithoutItsClient() throws InterruptedException {
        CallTrap trap = new CallTrap(CallTrap.Action.HOLD_REQUEST, 1, CallTrap::isScript);
        proxy.set(trap);
        assertFails();
        assertThat(trap.awaitSprung(Duration.ZERO)).isTrue();
        assertThat(direct.get("n")).isEqualTo("1");
        trap.release();
        await().until(() -> "2".equals(direct.get("n")));
    }

    @Test
    void delay_appliesInBothDirections() {
        proxy.delay(Duration.ofMillis(60));
        long start = System.nanoTime();
        client.eval(COUNT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void jitter_delaysEachReplyByItsRandomTime() {
        long maximum = Duration.ofMillis(5).toNanos();
        SplittableRandom sameRandom = new SplittableRandom(SEED).split();
        long expected = 0;
        proxy.jitter(Duration.ofNanos(maximum));
        long start = System.nanoTime();
        for (long i = 2; i < 30; i++) {
            assertThat(client.eval(COUNT)).isEqualTo(i);
            expected += sameRandom.nextLong(maximum);
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(expected);
    }

    @Test
    void portsAtRedis_matchClientList() {
        Object list = direct.executeCommand(new CommandArguments(Protocol.Command.CLIENT).add("LIST"));
        List<String> ports =
                new String((byte[]) list, StandardCharsets.UTF_8).lines().toList();
        assertThat(proxy.portsAtRedis())
                .isNotEmpty()
                .allSatisfy(port -> assertThat(ports).anyMatch(line -> line.contains("127.0.0.1:" + port + " ")));
    }

    private void assertFails() {
        assertThatThrownBy(() -> client.eval(COUNT)).isInstanceOf(JedisConnectionException.class);
    }
}
