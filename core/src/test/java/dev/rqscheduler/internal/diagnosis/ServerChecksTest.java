/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.survey.ServerInspection.Info;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be had from the server that is here: other versions, other answers. */
class ServerChecksTest {

    @ParameterizedTest
    @CsvSource({
        "3.2.12, FAIL, Redis 3.2.12 is too old",
        "4.0.14, FAIL, too old",
        "5.0.14, PASS, Redis 5.0.14",
        "10.0.0, PASS, Redis 10.0.0",
        "unknown, SKIP, does not report",
        "99999999999.1, SKIP, does not report",
    })
    void versions(String version, Level level, String what) {
        single(found -> ServerChecks.version(info("redis_version=" + version), found), level, what);
    }

    @ParameterizedTest
    @CsvSource({
        "maxmemory_policy=noeviction maxmemory=0, PASS, noeviction",
        "maxmemory_policy=allkeys-lfu maxmemory=100, FAIL, may delete scheduled jobs",
        "maxmemory_policy=volatile-lru maxmemory=100, WARN, keys with an expiry",
        "maxmemory_policy=allkeys-lru maxmemory=0, WARN, no maxmemory yet",
        "maxmemory=100, SKIP, does not report",
    })
    void eviction(String info, Level level, String what) {
        single(found -> ServerChecks.eviction(info(info), found), level, what);
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory=50 maxmemory=100, PASS, 50 B of 100 B",
        "used_memory=90 maxmemory=100, PASS, 90 B",
        "used_memory=91 maxmemory=100, WARN, less than 10%",
        "used_memory=100 maxmemory=100, FAIL, refuses all writes",
        "used_memory=5242880 maxmemory=0, PASS, '5.0 MB in use, no maxmemory'",
        "used_memory=50 maxmemory=0 used_memory_rss=95 total_system_memory=100, WARN, kernel may kill",
        "maxmemory=100, SKIP, does not report",
    })
    void memory(String info, Level level, String what) {
        single(found -> ServerChecks.memory(info(info), found), level, what);
    }

    @ParameterizedTest
    @CsvSource({
        "aof_enabled=1, save=, PASS, append-only file",
        "aof_enabled=0, save=3600_1, PASS, snapshots",
        "aof_enabled=0, save=, WARN, loses every scheduled job",
        "aof_enabled=0, , SKIP, may not run CONFIG",
        "aof_enabled=1, , PASS, append-only file",
        "aof_enabled=1 aof_last_write_status=err, save=, FAIL, the last write to the append-only file failed",
        "aof_enabled=1 aof_last_bgrewrite_status=err, save=, WARN, grows without limit",
        "aof_enabled=1, save= appendfsync=no, WARN, half a minute",
        "aof_enabled=0 rdb_last_bgsave_status=err, , FAIL, the last snapshot failed",
        "rdb_last_bgsave_status=err, save=1_1 stop-writes-on-bgsave-error=yes, FAIL, refuses all writes",
    })
    void persistence(String info, String settings, Level level, String what) {
        Optional<Map<String, String>> known =
                Optional.ofNullable(settings).map(text -> info(text).fields());
        single(found -> ServerChecks.persistence(info(info), known, found), level, what);
    }

    @ParameterizedTest
    @CsvSource({
        "role=master connected_slaves=2, 0, PASS, primary with 2 replicas",
        "role=slave master_host=h master_port=1, 0, FAIL, replica of h:1",
        "role=master loading=1, 0, FAIL, still loading",
        "role=master redis_mode=cluster, 0, FAIL, Redis Cluster",
        "role=master min_slaves_good_slaves=1, 1, PASS, primary",
        "role=master min_slaves_good_slaves=1, 2, FAIL, 'only with 2 replicas in sync (min-replicas-to-write), and has 1'",
    })
    void roles(String info, String wanted, Level level, String what) {
        single(
                found -> ServerChecks.role(info(info), Optional.of(Map.of("min-replicas-to-write", wanted)), found),
                level,
                what);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100, PASS, agree",
        "100, 103, 110, PASS, agree",
        "100, 99.5, 100, PASS, agree",
        "100, 98, 100, WARN, 2s behind",
        "100, 101.5, 100.2, WARN, 1.3s ahead of",
    })
    void clocks(double before, double redis, double after, Level level, String what) {
        single(found -> ServerChecks.clock(at(before), at(redis), at(after), found), level, what);
    }

    private static void single(Consumer<Findings> check, Level level, String what) {
        Findings found = new Findings("a check");
        check.accept(found);
        assertThat(found.list()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.what()).contains(what);
            assertThat(finding.remedy().isEmpty()).isEqualTo(level == Level.PASS || level == Level.SKIP);
        });
    }

    private static Instant at(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1_000));
    }

    private static Info info(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(" ")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return new Info(fields);
    }
}
