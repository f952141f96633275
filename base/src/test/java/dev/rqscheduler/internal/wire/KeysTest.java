/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void keysAreThoseOfRqAndRqScheduler() {
        assertThat(Keys.SCHEDULED_JOBS).isEqualTo("rq:scheduler:scheduled_jobs");
        assertThat(Keys.LOCK).isEqualTo("rq:scheduler_lock");
        assertThat(Keys.QUEUES).isEqualTo("rq:queues");
        assertThat(Keys.schedulerInstance("a")).isEqualTo("rq:scheduler_instance:a");
        assertThat(Keys.job("j")).isEqualTo("rq:job:j");
        assertThat(Keys.queue("q")).isEqualTo("rq:queue:q");
        assertThat(Keys.deferred("q")).isEqualTo("rq:deferred:q");
        assertThat(Keys.dependents("j")).isEqualTo("rq:job:j:dependents");
        assertThat(Keys.dependencies("j")).isEqualTo("rq:job::j:dependencies");
    }

    @Test
    void everyFieldOfEveryJobInTheVectorsHasAName() throws Exception {
        Set<String> known = new HashSet<>();
        for (var field : JobFields.class.getFields()) {
            known.add((String) Objects.requireNonNull(field.get(null)));
        }
        Set<String> unknown = new HashSet<>();
        for (var field : Vectors.fields()) {
            field.hash().entries().forEach(entry -> unknown.add(Vectors.text(entry.key())));
        }
        assertThat(unknown).hasSizeGreaterThan(20);
        unknown.removeAll(known);
        // What vector 53 puts in to see that it survives.
        assertThat(unknown).containsExactly("x_custom");
    }
}
