/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.RedisTls;
import dev.rqscheduler.testing.Certificates;
import dev.rqscheduler.testing.TlsRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS servers: who is believed and who is not, and what is said about it, in one line. */
class TlsIT {

    private static final String CHANNEL = "rq:test:messages";

    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private static Path folder = Path.of("");

    private static Certificates.Pem authority;
    private static Certificates.Pem otherAuthority;
    private static Certificates.Pem server;
    private static Certificates.Pem elsewhere;
    private static Certificates.Pem expired;
    private static Certificates.Pem client;
    private static Certificates.Pem otherClient;

    @BeforeAll
    static void makeCertificates() {
        Certificates certificates = new Certificates(folder);
        authority = certificates.authority("authority");
        otherAuthority = certificates.authority("other-authority");
        server = certificates.signed("server", "authority", "EC", HERE);
        elsewhere = certificates.signed("elsewhere", "authority", "EC", "dns:redis.example,ip:192.0.2.1");
        expired = certificates.expired("expired", "authority", HERE);
        client = certificates.signed("client", "authority", "RSA", "dns:client.example");
        otherClient = certificates.signed("other-client", "other-authority", "EC", "dns:client.example");
    }

    private static RedisConfig config(TlsRedis redis, String host, RedisTls tls) {
        return RedisConfig.tcp(host, redis.tlsPort()).toBuilder()
                .tls(tls)
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static RedisTls trusting() {
        return RedisTls.DEFAULT.toBuilder().ca(authority.certificate()).build();
    }

    private static void works(RedisConfig config) {
        try (RedisConnection redis = new RedisConnection(config, 2)) {
            assertThatCode(redis::time).doesNotThrowAnyException();
        }
    }

    private static String refused(RedisConfig config, RedisException.Kind kind) {
        try (RedisConnection redis = new RedisConnection(config, 2)) {
            RedisException failure = catchThrowableOfType(RedisException.class, redis::time);
            assertThat(failure).isNotNull();
            System.out.println(failure.kind() + ": " + failure.getMessage());
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
            return String.valueOf(failure.getMessage());
        }
    }

    @Test
    void theRightAuthorityIsBelieved() throws InterruptedException {
        try (TlsRedis redis = TlsRedis.start(server, null)) {
            works(config(redis, "localhost", trusting()));
            works(config(redis, "127.0.0.1", trusting()));
            works(RedisConfig.parse(
                    "rediss://127.0.0.1:" + redis.tlsPort() + "/2?ssl_ca_certs=" + authority.certificate()));
            hearsMessages(config(redis, "127.0.0.1", trusting()));
        }
    }

    private static void hearsMessages(RedisConfig config) throws InterruptedException {
        try (RedisConnection redis = new RedisConnection(config, 2)) {
            CountDownLatch heard = new CountDownLatch(2);
            Subscription wakeUps = new Subscription(redis, CHANNEL, "wake-up", () -> {
                heard.countDown();
                if (heard.getCount() == 1) {
                    redis.send("PUBLISH", RedisConnection.bytes(CHANNEL), RedisConnection.bytes("now"));
                }
            });
            Thread listener = new Thread(wakeUps::listen);
            listener.start();
            heard.await();
            wakeUps.close();
            listener.join();
        }
    }

    @Test
    void otherAuthoritiesAreNot() {
        try (TlsRedis redis = TlsRedis.start(server, null)) {
            RedisTls wrong = RedisTls.DEFAULT.toBuilder()
                    .ca(otherAuthority.certificate())
                    .build();
            assertThat(refused(config(redis, "127.0.0.1", wrong), RedisException.Kind.TLS))
                    .startsWith(
                            "TLS with Redis at 127.0.0.1:" + redis.tlsPort() + " failed: its certificate is not signed")
                    .contains("--tls-ca");
            assertThat(refused(config(redis, "127.0.0.1", RedisTls.DEFAULT), RedisException.Kind.TLS))
                    .contains("not signed by a known authority");
        }
    }

    @Test
    void aCertificateForAnotherHostIsNot() {
        try (TlsRedis redis = TlsRedis.start(elsewhere, null)) {
            assertThat(refused(config(redis, "127.0.0.1", trusting()), RedisException.Kind.TLS))
                    .contains("its certificate is for another host", "127.0.0.1");
            assertThat(refused(config(redis, "localhost", trusting()), RedisException.Kind.TLS))
                    .contains("its certificate is for another host", "localhost");
            works(config(
                    redis,
                    "localhost",
                    RedisTls.DEFAULT.toBuilder().insecure(true).build()));
        }
    }

    @Test
    void anExpiredCertificateIsNot() {
        try (TlsRedis redis = TlsRedis.start(expired, null)) {
            assertThat(refused(config(redis, "127.0.0.1", trusting()), RedisException.Kind.TLS))
                    .contains("its certificate is not currently valid", "NotAfter");
            works(config(
                    redis,
                    "127.0.0.1",
                    RedisTls.DEFAULT.toBuilder().insecure(true).build()));
        }
    }

    @Test
    void aServerMayDemandACertificate() {
        try (TlsRedis redis = TlsRedis.start(server, authority.certificate())) {
            works(config(
                    redis,
                    "127.0.0.1",
                    trusting().toBuilder()
                            .clientCertificate(client.certificate(), client.key())
                            .build()));
            assertThat(refused(config(redis, "127.0.0.1", trusting()), RedisException.Kind.TLS))
                    .contains("client certificate", "--tls-cert");
            RedisTls stranger = trusting().toBuilder()
                    .clientCertificate(otherClient.certificate(), otherClient.key())
                    .build();
            assertThat(refused(config(redis, "127.0.0.1", stranger), RedisException.Kind.TLS))
                    .contains("client certificate");
        }
    }

    @Test
    void plainTextToATlsPortAndTheOtherWayRound() {
        try (TlsRedis redis = TlsRedis.start(server, null)) {
            assertThat(refused(RedisConfig.tcp("127.0.0.1", redis.tlsPort()), RedisException.Kind.UNREACHABLE))
                    .contains("rediss://", "--tls");
            assertThat(refused(
                            RedisConfig.tcp("127.0.0.1", redis.server().port()).toBuilder()
                                    .tls(trusting())
                                    .timeout(Duration.ofMillis(500))
                                    .build(),
                            RedisException.Kind.UNREACHABLE))
                    .contains("no answer to the TLS handshake", "plain text on this port", "redis://");
        }
    }

    /** Others than Redis answer a handshake with plain text. */
    @Test
    void aServerOfAnotherKind() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> {
                try (Socket visitor = web.accept()) {
                    visitor.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    visitor.getInputStream().readAllBytes();
                } catch (IOException e) {
                    return; // the visitor left
                }
            });
            answer.start();
            assertThat(refused(
                            RedisConfig.tcp("127.0.0.1", web.getLocalPort()).toBuilder()
                                    .tls(trusting())
                                    .build(),
                            RedisException.Kind.TLS))
                    .contains("does not speak TLS on this port");
        }
    }

    @Test
    void aServerThatStandsStillEndsTheHandshakeAndTheCall() {
        try (TlsRedis redis = TlsRedis.start(server, null);
                RedisConnection connection = new RedisConnection(
                        config(redis, "127.0.0.1", trusting()).toBuilder()
                                .timeout(Duration.ofMillis(1_500))
                                .build(),
                        1)) {
            connection.time();
            redis.server().suspend();
            assertThatThrownBy(connection::time).hasMessageContaining("(read timed out after 1500 ms)");
            assertThatThrownBy(connection::time).hasMessageContaining("no answer to the TLS handshake");
            redis.server().resume();
            connection.time();
        }
    }

    @Test
    void aRenewedCertificateIsTakenWithoutARestart() throws IOException {
        Path certificate = Files.copy(otherClient.certificate(), folder.resolve("renewed.crt"));
        Path key = Files.copy(otherClient.key(), folder.resolve("renewed.key"));
        try (TlsRedis redis = TlsRedis.start(server, authority.certificate());
                RedisConnection connection = new RedisConnection(
                        config(
                                redis,
                                "127.0.0.1",
                                trusting().toBuilder()
                                        .clientCertificate(certificate, key)
                                        .build()),
                        1)) {
            assertThatThrownBy(connection::time).isInstanceOf(RedisException.class);
            Files.copy(client.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(client.key(), key, StandardCopyOption.REPLACE_EXISTING);
            connection.time();
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefusedAtOnce() {
        assertThatThrownBy(() -> trusting().toBuilder()
                        .clientCertificate(otherClient.certificate(), authority.key())
                        .build()
                        .check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TLS client key " + authority.key()
                        + " holds a key that does not match the client certificate");
        assertThatThrownBy(() -> trusting().toBuilder()
                        .clientCertificate(client.certificate(), server.key())
                        .build()
                        .check())
                .hasMessageContaining("which is of type RSA");
    }
}
