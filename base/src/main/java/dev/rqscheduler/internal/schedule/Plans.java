/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.Schedule;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes schedules, and reads their plans, without either being part of what a {@link Schedule} shows to users. */
public abstract class Plans {

    private static volatile @Nullable Plans access;

    /** The due times of a schedule, computed once for each. */
    public static Plan of(Schedule schedule) {
        return access().plan(schedule);
    }

    /**
     * @throws dev.rqscheduler.api.BadScheduleException if it would never run
     */
    public static Schedule schedule(String name, Options options) {
        return access().make(name, options);
    }

    /** Called by {@link Schedule} when it is initialised. */
    public static void provide(Plans plans) {
        access = plans;
    }

    protected abstract Plan plan(Schedule schedule);

    protected abstract Schedule make(String name, Options options);

    private static Plans access() {
        if (access == null) {
            try {
                MethodHandles.lookup().ensureInitialized(Schedule.class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public class is not accessible", e);
            }
        }
        return Objects.requireNonNull(access);
    }
}
