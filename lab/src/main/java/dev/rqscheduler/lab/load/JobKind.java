/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Kinds of jobs, as in a shop. */
public enum JobKind {
    ONE_OFF {
        @Override
        public List<JobRequest> examples(String queue, Instant now) {
            return List.of(JobRequest.at(now.plus(FAR), job(queue).build()));
        }
    },
    ONE_OFF_WITH_META {
        @Override
        public List<JobRequest> examples(String queue, Instant now) {
            JobSpec job = job(queue)
                    .meta(Map.of("customer", "c-20931", "attempt", 1, "source", "checkout"))
                    .build();
            return List.of(JobRequest.at(now.plus(FAR), job));
        }
    },
    INTERVAL {
        @Override
        public List<JobRequest> examples(String queue, Instant now) {
            return List.of(JobRequest.every(now.plus(FAR), PERIOD, job(queue).build()));
        }
    },
    REPEAT {
        @Override
        public List<JobRequest> examples(String queue, Instant now) {
            return List.of(
                    JobRequest.every(now.plus(FAR), PERIOD, 1_000, job(queue).build()));
        }
    },
    CRON {
        /** Expressions of several forms, none of which matches within the next hours: no job is due twice in a run. */
        @Override
        public List<JobRequest> examples(String queue, Instant now) {
            OffsetDateTime later = now.atOffset(ZoneOffset.UTC).plusHours(8);
            int hour = later.getHour();
            JobSpec job = job(queue).build();
            return List.of(
                            "30 " + hour + " * * *",
                            "*/5 " + hour + " * * *",
                            "15 " + hour + " * * mon-fri",
                            "0 " + hour + " 1 * *")
                    .stream()
                    .map(expression -> JobRequest.cron(expression, job))
                    .toList();
        }
    };

    /** Minimum time until the next run of a periodic job: longer than a run of the benchmark. */
    public static final Duration PERIOD = Duration.ofHours(6);

    private static final Duration FAR = Duration.ofDays(365);

    /** Returns one job for each form of this kind. */
    public abstract List<JobRequest> examples(String queue, Instant now);

    public boolean isPeriodic() {
        return this == INTERVAL || this == REPEAT || this == CRON;
    }

    static JobSpec.Builder job(String queue) {
        return job(queue, 174_233);
    }

    /** The job that all kinds schedule, for an order. */
    public static JobSpec.Builder job(String queue, int order) {
        return JobSpec.builder("shop.mail.send_reminder")
                .queue(queue)
                .args("order-" + order, 42)
                .kwarg("language", "en")
                .kwarg("template", "cart");
    }
}
