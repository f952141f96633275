/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.diagnosis.Doctor;
import dev.rqscheduler.internal.diagnosis.Explainer;
import dev.rqscheduler.internal.diagnosis.OverviewReader;
import dev.rqscheduler.internal.store.ScriptClock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers an operator's questions: is anything wrong with this Redis, why is this job where it is, what comes next. Changes
 * nothing. From {@link SchedulerClient#diagnosis()}, whose connections it uses. Thread-safe.
 *
 * <p>All methods that ask Redis throw {@link dev.rqscheduler.api.RedisException} if it cannot be reached.
 */
public final class Diagnosis {

    private final RedisConnection redis;
    private final Zone cronZone;
    private final InstantSource hostClock;
    private final OverviewReader overviews;

    Diagnosis(RedisConnection redis, ScriptClock clock, Zone cronZone, InstantSource hostClock) {
        this.redis = redis;
        this.cronZone = cronZone;
        this.hostClock = hostClock;
        this.overviews = new OverviewReader(redis, clock);
    }

    /**
     * Examines the server, permissions, lock, schedulers, jobs and schedules, as {@code rqscheduler doctor} does. A check that
     * cannot be made is a finding of its own and stops no other.
     */
    public List<Finding> examine(Depth depth) {
        return new Doctor(redis, hostClock, cronZone, depth).examine();
    }

    /** Why a job is where it is, and what happens next, as {@code rqscheduler why} shows it; empty if there is no trace of it. */
    public Optional<Explanation> explain(String id) {
        return new Explainer(redis, cronZone).explain(id);
    }

    /**
     * As {@link #explain(String)} at bounded cost, however many keys Redis has: Python's schedulers are searched for among a
     * few thousand keys only.
     *
     * @param hideArguments whether to name the job's function only, without its arguments
     */
    public Optional<Explanation> explainQuickly(String id, boolean hideArguments) {
        return new Explainer(redis, cronZone, hideArguments).explain(id);
    }

    /**
     * Backlog, schedulers, next runs and quarantine at this moment. Costs Redis a few milliseconds in short steps, whatever it
     * holds. Successive calls on the same instance find Python's schedulers bit by bit.
     */
    public Overview overview() {
        return overviews.read();
    }

    /**
     * Combines an overview and the findings of an examination made shortly before.
     *
     * @return failures, warnings and skipped checks, in this order; passed checks are not included
     */
    public static List<Finding> verdict(Overview overview, List<Finding> examined) {
        return Doctor.verdict(overview, examined);
    }
}
