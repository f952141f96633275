/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.RedisLogin;
import dev.rqscheduler.api.RedisTls;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis URLs: what they mean, what is wrong with the others, and that no password ever shows. */
class RedisConfigTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            redis://localhost                       | localhost   | 6379 | 0  | -     | -
            redis://example.org:7000/3              | example.org | 7000 | 3  | -     | -
            REDIS://h/                              | h           | 6379 | 0  | -     | -
            redis:///5                              | localhost   | 6379 | 5  | -     | -
            redis://:s3cret@h                       | h           | 6379 | 0  | -     | s3cret
            redis://alice:s3cret@h:1/15             | h           | 1    | 15 | alice | s3cret
            redis://alice@h                         | h           | 6379 | 0  | alice | -
            redis://:p%40ss%3Aw%2Ford%23@h          | h           | 6379 | 0  | -     | p@ss:w/ord#
            redis://:a+b%20c@h                      | h           | 6379 | 0  | -     | a+b c
            redis://:%C3%A9@h                       | h           | 6379 | 0  | -     | é
            redis://:with:colon@h                   | h           | 6379 | 0  | -     | with:colon
            redis://[::1]:6380/2                    | [::1]       | 6380 | 2  | -     | -
            redis://[fe80::1]                       | [fe80::1]   | 6379 | 0  | -     | -
            redis://127.0.0.1:65535                 | 127.0.0.1   | 65535| 0  | -     | -
            """)
    void readsHostPortDatabaseAndLogin(String url, String host, int port, int db, String user, String password) {
        RedisConfig config = RedisConfig.parse(url);

        assertThat(config.endpoint()).isEqualTo(new RedisEndpoint.Tcp(host, port));
        assertThat(config.db()).isEqualTo(db);
        assertThat(config.login().user()).isEqualTo(user);
        assertThat(config.login().password()).isEqualTo(password);
        assertThat(config.tls()).isNull();
    }

    @Test
    void speaksTlsOnlyIfAsked() {
        assertThat(RedisConfig.parse("rediss://h").tls()).isEqualTo(RedisTls.DEFAULT);
        assertThat(RedisConfig.parse("rediss://h")).asString().isEqualTo("rediss://h:6379/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            unix:///run/redis.sock                  | /run/redis.sock | 0 | -     | -
            unix:///run/redis.sock?db=3             | /run/redis.sock | 3 | -     | -
            UNIX:///run/a%20b.sock                  | /run/a b.sock   | 0 | -     | -
            unix://alice:s3cret@/run/redis.sock     | /run/redis.sock | 0 | alice | s3cret
            unix://:p%40ss@/run/redis.sock?db=2     | /run/redis.sock | 2 | -     | p@ss
            """)
    void readsUnixSockets(String url, String path, int db, String user, String password) {
        RedisConfig config = RedisConfig.parse(url);

        assertThat(config.endpoint()).isEqualTo(new RedisEndpoint.UnixSocket(Path.of(path)));
        assertThat(config.db()).isEqualTo(db);
        assertThat(config.login()).isEqualTo(new RedisLogin(user, password));
        assertThat(config.address()).isEqualTo(path);
        assertThat(config.toString()).isEqualTo("unix://" + (user == null ? "" : user + "@") + path + "?db=" + db);
    }

    @Test
    void readsTlsSettingsAsPythonsRedisDoes() {
        assertThat(RedisConfig.parse("rediss://h?db=2&ssl_ca_certs=/ca.pem&ssl_certfile=/c.pem&ssl_keyfile=/k.pem"))
                .isEqualTo(RedisConfig.tcp("h", 6379).toBuilder()
                        .db(2)
                        .tls(RedisTls.DEFAULT.toBuilder()
                                .ca(Path.of("/ca.pem"))
                                .clientCertificate(Path.of("/c.pem"), Path.of("/k.pem"))
                                .build())
                        .build());
        assertThat(RedisConfig.parse("rediss://h?ssl_cert_reqs=none").tls())
                .isEqualTo(RedisTls.DEFAULT.toBuilder().insecure(true).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rediss://h?ssl_cert_reqs=none&ssl_ca_certs=/x.pem",
                "rediss://h?ssl_certfile=/x.pem",
                "rediss://h?ssl_keyfile=/x.pem"
            })
    void refusesTlsFilesThatDoNotGoTogether(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/x.pem");
    }

    @Test
    void sentinelsAreNamedWithoutTheirPassword() {
        RedisConfig config = RedisConfig.sentinel(
                        "mymaster", List.of(new RedisEndpoint.Tcp("a", 26379), new RedisEndpoint.Tcp("::1", 26380)))
                .toBuilder()
                .sentinelLogin("watcher", "hidden")
                .user("alice")
                .password("hidden")
                .build();

        assertThat(config.address()).isEqualTo("mymaster by Sentinel a:26379,[::1]:26380");
        assertThat(config).asString().isEqualTo("alice@mymaster by Sentinel a:26379,[::1]:26380, database 0");
        assertThat(config.endpoint())
                .isInstanceOfSatisfying(
                        RedisEndpoint.Sentinel.class,
                        sentinel -> assertThat(sentinel.login()).isEqualTo(new RedisLogin("watcher", "hidden")));
        assertThat(config.login()).asString().isEqualTo("alice");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        RedisConfig socket = RedisConfig.unixSocket(Path.of("/run/redis.sock"));
        assertThatThrownBy(() -> socket.toBuilder().tls(RedisTls.DEFAULT).build())
                .hasMessageContaining("unix socket");
        assertThatThrownBy(() -> RedisConfig.unixSocket(Path.of("redis.sock"))).hasMessageContaining("redis.sock");
        assertThatThrownBy(() -> RedisConfig.sentinel("m", List.of())).hasMessageContaining("26379");
        assertThatThrownBy(() -> RedisConfig.sentinel(" ", List.of(new RedisEndpoint.Tcp("a", 1))))
                .hasMessageContaining("mymaster");
        assertThatThrownBy(() -> RedisConfig.DEFAULT.toBuilder()
                        .timeout(Duration.ofNanos(1))
                        .build())
                .hasMessageContaining("timeout");
        assertThatThrownBy(() ->
                        RedisConfig.DEFAULT.toBuilder().sentinelLogin("a", "b").build())
                .hasMessageContaining("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://h",
                "unix://run/redis.sock",
                "unix:///",
                "unix:",
                "unix:///run/redis.sock?db=x",
                "unix:///run/redis.sock?ssl_ca_certs=/ca.pem",
                "redis+sentinel://h:26379/mymaster",
                "redis://h?ssl_ca_certs=/ca.pem",
                "redis://h/1?db=1",
                "redis://h?db=-1",
                "rediss://h?ssl_cert_reqs=optional",
                "redis:",
                "redis://h:0",
                "redis://h:65536",
                "redis://h:port",
                "redis://h/x",
                "redis://h/-1",
                "redis://h/1/2",
                "redis://h/99999999999",
                "redis://h?timeout=1",
                "redis://h#1",
                "redis://ho st",
                "redis://:pa%zz@h"
            })
    void refusesOthersInOneLine(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("Redis")
                .doesNotContain("\n")
                .doesNotContain("Exception");
    }

    /** Whatever is wrong with the URL, whether a password was given with care or with characters that need escapes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:hidden%zz@h",
                "redis://:hidden %@h",
                "redis://user:12/hidden@h:6379/0",
                "redis://:hid/hidden@h:6379/0",
                "redis://:hid?hidden@h:6379/0",
                "redis://:hid#hidden@h:6379/0",
                "redis://:hidden@@h",
                "redis://:hidden[@h",
                "redis://:hidden@h/x",
                "redis://:hidden@h:99999",
                "redis://:hidden@h:port",
                "redis://:hidden@",
                "redis:// :hidden@h",
                ":hidden@h",
                "htt p://:hidden@h",
                "unix://:hidden/@/run/redis.sock",
                "unix://:hidden@h/run/redis.sock",
                "unix://:hidden@/run/redis.sock?db=hidden",
                "redis://:a?db=hidden@h",
                "rediss://:a?ssl_cert_reqs=hidden@h"
            })
    void neverShowsThePassword(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url)).satisfies(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("hidden");
        });
    }

    @Test
    void doesNotPrintThePasswordItHolds() {
        RedisConfig config = RedisConfig.parse("redis://alice:hidden@h:6379/1");

        assertThat(config).asString().isEqualTo("redis://alice@h:6379/1");
        assertThat(config.toBuilder().password("hidden-too").build().address()).isEqualTo("h:6379");
        assertThat(config.toBuilder().password("hidden-too").build()).asString().doesNotContain("hidden");
    }

    @Test
    void failsWithTheAddressAndWithoutThePassword() {
        RedisConfig nobody = RedisConfig.parse("redis://alice:hidden@127.0.0.1:1");
        try (RedisConnection redis = new RedisConnection(nobody, 1)) {
            assertThatThrownBy(redis::time).isInstanceOfSatisfying(RedisException.class, failure -> {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(failure).hasMessageContaining("cannot reach Redis at 127.0.0.1:1");
                assertThat(trace.toString()).doesNotContain("hidden");
                assertThat(failure.kind()).isEqualTo(RedisException.Kind.UNREACHABLE);
            });
        }
    }
}
