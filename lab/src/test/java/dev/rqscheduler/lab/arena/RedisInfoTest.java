/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisInfoTest {

    private final RedisInfo info = RedisInfo.parse("""
            # Commandstats\r
            cmdstat_evalsha:calls=7,usec=900,usec_per_call=128.57,rejected_calls=0,failed_calls=0\r
            cmdstat_script|load:calls=2,usec=10,usec_per_call=5.00,rejected_calls=0,failed_calls=0\r
            cmdstat_hset:calls=500,usec=900,usec_per_call=1.80,rejected_calls=0,failed_calls=0\r
            latency_percentiles_usec_evalsha:p50=10.111,p99=200.703,p99.9=4008.000\r
            """);

    @Test
    void calls_areSplitIntoSentAndCalledByScripts() {
        assertThat(info.sentByScheduler()).isEqualTo(9);
        assertThat(info.allCalls()).isEqualTo(509);
        assertThat(info.calls("hset")).isEqualTo(500);
        assertThat(info.calls("get")).isZero();
    }

    @Test
    void latencyPercentile_ofUnknownCommand_isZero() {
        assertThat(info.latencyMicros("evalsha", "p99.9")).isEqualTo(4008.0);
        assertThat(info.latencyMicros("evalsha", "p99")).isEqualTo(200.703);
        assertThat(info.latencyMicros("hset", "p99")).isZero();
    }
}
