/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import java.time.InstantSource;
import java.util.List;

/** One examination of a real Redis, and what is expected of its findings. */
record Examination(List<Finding> findings) {

    static Examination of(String url) {
        return of(url, InstantSource.system(), Depth.USUAL);
    }

    static Examination quick(String url) {
        return of(url, InstantSource.system(), Depth.QUICK);
    }

    static Examination of(String url, InstantSource hostClock, Depth depth) {
        try (var redis = new RedisConnection(RedisConfig.parse(url), 1)) {
            return new Examination(new Doctor(redis, hostClock, Zone.UTC, depth).examine());
        }
    }

    /** Some finding of a check has this level, and says this; what is not well has a remedy. */
    Examination says(String name, Level level, String what) {
        assertThat(findings)
                .filteredOn(finding -> finding.name().equals(name))
                .as("findings of %s", name)
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.what()).contains(what);
                    assertThat(finding.remedy().isEmpty()).isEqualTo(level == Level.PASS || level == Level.SKIP);
                });
        return this;
    }

    Examination says(String name, Level level, String what, String remedy) {
        says(name, level, what);
        assertThat(findings)
                .filteredOn(finding -> finding.name().equals(name))
                .anySatisfy(finding -> assertThat(finding.remedy().orElse("")).contains(remedy));
        return this;
    }
}
