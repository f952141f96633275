/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to run: a Python function by its dotted path, its arguments, and RQ's options for the job. Immutable and
 * thread-safe; one spec can be scheduled any number of times (each time under a new id, unless an id was set).
 *
 * <p>Arguments, and the values of {@code meta}, may be null, booleans, integers of any size, doubles, strings, bytes,
 * lists, sets, maps, date-times ({@code Instant}, {@code OffsetDateTime}, {@code LocalDateTime}, {@code LocalDate},
 * {@code LocalTime}, {@code Duration}). Anything else is refused by name when the job is scheduled, before anything is
 * written.
 */
public final class JobSpec {

    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern FUNCTION = Pattern.compile("[^\\s.]+(\\.[^\\s.]+)*");
    private static final int MAX_NAME = 1_000;

    private final Builder values;

    private JobSpec(Builder values) {
        this.values = values;
    }

    /** Creates a job with positional arguments and RQ's defaults for everything else. */
    public static JobSpec of(String function, @Nullable Object... args) {
        return builder(function).args(args).build();
    }

    /**
     * @param function dotted path of a Python function that the workers can import, for example {@code "shop.jobs.mail"}
     * @throws IllegalArgumentException if it is blank or has empty parts
     */
    public static Builder builder(String function) {
        return new Builder(requireFunction(function));
    }

    public String function() {
        return values.function;
    }

    /** Returns the positional arguments, unmodifiable. */
    public List<@Nullable Object> args() {
        return values.args;
    }

    /** Returns the keyword arguments in the order given, unmodifiable. */
    public Map<String, @Nullable Object> kwargs() {
        return values.kwargs;
    }

    /** Returns the queue name without the {@code rq:queue:} prefix; {@code default} if none was set. */
    public String queue() {
        return values.queue;
    }

    public Optional<String> id() {
        return Optional.ofNullable(values.id);
    }

    /** Empty for RQ's own: the call as Python would print it. */
    public Optional<String> description() {
        return Optional.ofNullable(values.description);
    }

    /** Returns how long the function may run; negative for no limit; empty for RQ's default of 180 seconds. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(values.timeout);
    }

    /** Returns how long the job may wait in its queue. */
    public Optional<Duration> ttl() {
        return Optional.ofNullable(values.ttl);
    }

    /** Returns how long a result is kept; negative for forever; empty for the worker's default (500 seconds). */
    public Optional<Duration> resultTtl() {
        return Optional.ofNullable(values.resultTtl);
    }

    /** Returns how long a failed job is kept; negative for forever; empty for the worker's default (one year). */
    public Optional<Duration> failureTtl() {
        return Optional.ofNullable(values.failureTtl);
    }

    public Map<String, @Nullable Object> meta() {
        return values.meta;
    }

    public List<String> dependsOn() {
        return values.dependsOn;
    }

    public boolean allowDependencyFailures() {
        return values.allowDependencyFailures;
    }

    public boolean atFront() {
        return values.atFront;
    }

    public Optional<Callback> onSuccess() {
        return Optional.ofNullable(values.onSuccess);
    }

    public Optional<Callback> onFailure() {
        return Optional.ofNullable(values.onFailure);
    }

    public Optional<Callback> onStopped() {
        return Optional.ofNullable(values.onStopped);
    }

    public Optional<Retry> retry() {
        return Optional.ofNullable(values.retry);
    }

    /** Returns the serializer; empty for the scheduler client's default. */
    public Optional<Serializer> serializer() {
        return Optional.ofNullable(values.serializer);
    }

    static String requireFunction(String function) {
        if (function.length() > MAX_NAME || !FUNCTION.matcher(function).matches()) {
            throw new IllegalArgumentException(
                    "function must be the dotted path of a Python function such as package.module.function, not \""
                            + shortened(function) + "\"");
        }
        return function;
    }

    /**
     * Checks that RQ can store a duration.
     *
     * @return the same value
     * @throws IllegalArgumentException if it is not a whole number of seconds, at least {@code atLeast}
     */
    public static Duration requireWholeSeconds(String what, Duration value, long atLeast) {
        if (value.getNano() != 0 || value.getSeconds() < atLeast || value.getSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be whole seconds, at least " + atLeast + " and at most "
                    + Integer.MAX_VALUE + ", not " + value);
        }
        return value;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /**
     * Builds a {@link JobSpec}. Not thread-safe. Each setter throws {@code IllegalArgumentException} on an invalid
     * value.
     */
    public static final class Builder {

        private final String function;

        // All but kwargs are replaced, never modified, so that built specs can share them.
        private List<@Nullable Object> args = List.of();
        private Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        private String queue = "default";
        private @Nullable String id;
        private @Nullable String description;
        private @Nullable Duration timeout;
        private @Nullable Duration ttl;
        private @Nullable Duration resultTtl;
        private @Nullable Duration failureTtl;
        private Map<String, @Nullable Object> meta = Map.of();
        private List<String> dependsOn = List.of();
        private boolean allowDependencyFailures;
        private boolean atFront;
        private @Nullable Callback onSuccess;
        private @Nullable Callback onFailure;
        private @Nullable Callback onStopped;
        private @Nullable Retry retry;
        private @Nullable Serializer serializer;

        private Builder(String function) {
            this.function = function;
        }

        private Builder(Builder other) {
            function = other.function;
            args = other.args;
            kwargs = other.kwargs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(other.kwargs));
            queue = other.queue;
            id = other.id;
            description = other.description;
            timeout = other.timeout;
            ttl = other.ttl;
            resultTtl = other.resultTtl;
            failureTtl = other.failureTtl;
            meta = other.meta;
            dependsOn = other.dependsOn;
            allowDependencyFailures = other.allowDependencyFailures;
            atFront = other.atFront;
            onSuccess = other.onSuccess;
            onFailure = other.onFailure;
            onStopped = other.onStopped;
            retry = other.retry;
            serializer = other.serializer;
        }

        public JobSpec build() {
            return new JobSpec(new Builder(this));
        }

        /** Sets the positional arguments, replacing any set before. */
        public Builder args(@Nullable Object... values) {
            args = Collections.unmodifiableList(java.util.Arrays.asList(values.clone()));
            return this;
        }

        /** Adds a keyword argument. */
        public Builder kwarg(String name, @Nullable Object value) {
            kwargs.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        /** Sets the queue, without the {@code rq:queue:} prefix. */
        public Builder queue(String name) {
            if (name.isBlank() || name.length() > MAX_NAME) {
                throw new IllegalArgumentException(
                        "queue must have a name of 1 to " + MAX_NAME + " characters, not \"" + shortened(name) + "\"");
            }
            queue = name;
            return this;
        }

        /** Sets the job id: 1 to 255 characters {@code A-Z a-z 0-9 _ -}, all that RQ 2.8 and later can load. */
        public Builder id(String value) {
            id = requireId(value);
            return this;
        }

        public Builder description(String text) {
            description = text;
            return this;
        }

        /** Sets how long the function may run, whole seconds; a negative value means no limit (RQ's -1). */
        public Builder timeout(Duration value) {
            timeout = value.isNegative() ? Duration.ofSeconds(-1) : requireWholeSeconds("timeout", value, 1);
            return this;
        }

        /** Sets how long the job may wait in its queue before RQ drops it, whole seconds, at least one. */
        public Builder ttl(Duration value) {
            ttl = requireWholeSeconds("ttl", value, 1);
            return this;
        }

        /** Sets how long the worker keeps the result, whole seconds; 0 for not at all; a negative value for forever. */
        public Builder resultTtl(Duration value) {
            resultTtl = value.isNegative() ? Duration.ofSeconds(-1) : requireWholeSeconds("result ttl", value, 0);
            return this;
        }

        /** Sets how long the worker keeps a failed job, whole seconds; a negative value for forever. */
        public Builder failureTtl(Duration value) {
            failureTtl = value.isNegative() ? Duration.ofSeconds(-1) : requireWholeSeconds("failure ttl", value, 0);
            return this;
        }

        /**
         * Sets the job's meta, readable by the running job; copied. {@code interval}, {@code repeat} and {@code
         * cron_string} control rq-scheduler.
         */
        public Builder meta(Map<String, ? extends @Nullable Object> values) {
            meta = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            return this;
        }

        /** Sets the ids of jobs that must have finished before this one is queued. */
        public Builder dependsOn(String... jobIds) {
            for (String jobId : jobIds) {
                requireId(jobId);
            }
            dependsOn = List.of(jobIds);
            return this;
        }

        /** Sets whether a failed dependency counts as finished. */
        public Builder allowDependencyFailures(boolean value) {
            allowDependencyFailures = value;
            return this;
        }

        /** Sets whether the job goes to the front of its queue. */
        public Builder atFront(boolean value) {
            atFront = value;
            return this;
        }

        public Builder onSuccess(Callback callback) {
            onSuccess = callback;
            return this;
        }

        public Builder onFailure(Callback callback) {
            onFailure = callback;
            return this;
        }

        /** Sets the function called if the job is stopped while running (RQ 1.15 and later). */
        public Builder onStopped(Callback callback) {
            onStopped = callback;
            return this;
        }

        public Builder retry(Retry value) {
            retry = value;
            return this;
        }

        /** Sets the format of arguments and meta; must match the workers'. */
        public Builder serializer(Serializer value) {
            serializer = value;
            return this;
        }

        private static String requireId(String value) {
            if (!SAFE_ID.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "job id must be 1 to 255 characters A-Z a-z 0-9 _ - (RQ 2.8 loads no others), not \""
                                + shortened(value) + "\"");
            }
            return value;
        }
    }
}
