/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.SkipCause;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options in {@code meta["scheduling"]}: ours, for jobs of rq-scheduler, which supports none of them and ignores
 * the key. See docs/meta-options.md.
 *
 * @param zone time zone of the cron expression, instead of the process's cron zone
 * @param misfireAfter how late a run may be; later ones are skipped
 * @param skipsOverlap whether a run is skipped while the previous one has not ended
 * @param jitter upper bound (exclusive) of the delay of a next run
 */
record Scheduling(Optional<Zone> zone, Optional<Duration> misfireAfter, boolean skipsOverlap, Duration jitter) {

    static final String KEY = "scheduling";
    static final Scheduling NONE = new Scheduling(Optional.empty(), Optional.empty(), false, Duration.ZERO);

    /** RQ's words for a run that has not ended. */
    private static final Set<String> UNDER_WAY = Set.of("queued", "started", "deferred");

    /**
     * @throws BadJobException if it is not a dict of options that are compatible with each other and with the
     *     recurrence
     */
    static Scheduling of(Meta meta, Recurrence recurrence) {
        Optional<PyValue> value = meta.get(KEY).filter(Reader::given);
        if (value.isEmpty()) {
            return NONE;
        }
        if (!(value.get() instanceof PyValue.Dict options)) {
            throw new BadJobException(Reader.NAME + " must be a dict with any of the keys " + Reader.keys()
                    + ", but is " + PyTruth.shown(value.get()));
        }
        return new Reader(options).scheduling(recurrence);
    }

    /** Returns whether a decision depends on more of the job than its meta. */
    boolean dependsOnTheJob() {
        return misfireAfter.isPresent() || skipsOverlap || !jitter.isZero();
    }

    /** Returns why a due run is skipped; empty if it is not. */
    Optional<SkippedRun> leavesOut(DueJob job, Instant now) {
        Duration late = Duration.between(job.due(), now);
        if (misfireAfter.isPresent() && late.compareTo(misfireAfter.get()) > 0) {
            return Optional.of(new SkippedRun(
                    SkipCause.MISFIRE,
                    "it was " + Durations.format(late) + " late, more than its misfire_after of "
                            + Durations.format(misfireAfter.get())));
        }
        String status = job.text(JobField.STATUS);
        return skipsOverlap && UNDER_WAY.contains(status)
                ? Optional.of(new SkippedRun(
                        SkipCause.OVERLAP,
                        "its previous run has not finished (status " + status + "), and its overlap is skip"))
                : Optional.empty();
    }

    /** Why a due run is skipped. */
    record SkippedRun(SkipCause cause, String reason) {}

    /**
     * Reads {@code meta["scheduling"]}. Strictly, unlike rq-scheduler's keys: these keys are ours alone, and a misspelt
     * word would otherwise silently disable an option. {@code None} means that an option is not given.
     */
    private static final class Reader {

        private static final String NAME = "meta[\"scheduling\"]";
        private static final List<String> KEYS = List.of("zone", "misfire", "misfire_after", "overlap", "jitter");
        private static final Duration MOST_JITTER = Duration.ofDays(1);
        private static final String LENGTH = "a duration such as \"30s\", \"15m\" or \"1h30m\", or a number of seconds";

        /** A whole number of seconds of more bits is longer than any that is accepted. */
        private static final int MOST_BITS = 64;

        private final PyValue.Dict options;

        private Reader(PyValue.Dict options) {
            this.options = options;
        }

        private Scheduling scheduling(Recurrence recurrence) {
            for (PyValue.Entry entry : options.entries()) {
                if (!(entry.key() instanceof PyValue.Str name) || !KEYS.contains(name.value())) {
                    throw new BadJobException(
                            NAME + " has the key " + PyTruth.shown(entry.key()) + ", which is not one of " + keys());
                }
            }
            boolean skipsMisfire = secondOf("misfire", "once", "skip");
            Optional<Duration> after = length("misfire_after");
            if (skipsMisfire && after.isEmpty()) {
                throw new BadJobException(name("misfire_after")
                        + " is required with misfire \"skip\" (how late a run may be, for example \"5m\")");
            } else if (after.isPresent() && !skipsMisfire) {
                throw new BadJobException(name("misfire_after") + " is only valid with misfire \"skip\"");
            } else if (after.filter(Duration::isZero).isPresent()) {
                throw new BadJobException(name("misfire_after") + " must be more than zero, for example \"5m\"");
            }
            return new Scheduling(
                    get("zone").map(Reader::zone), after, secondOf("overlap", "allow", "skip"), jitter(recurrence));
        }

        private static Zone zone(PyValue value) {
            if (!(value instanceof PyValue.Str text)) {
                throw new BadJobException(name("zone") + " must be an IANA name such as \"Europe/Berlin\", but is "
                        + PyTruth.shown(value));
            }
            try {
                return Zones.parse(text.value());
            } catch (IllegalArgumentException e) {
                throw new BadJobException(name("zone") + ": " + e.getMessage());
            }
        }

        private Duration jitter(Recurrence recurrence) {
            Duration jitter = length("jitter").orElse(Duration.ZERO);
            if (jitter.compareTo(MOST_JITTER) > 0) {
                throw new BadJobException(
                        name("jitter") + " must be at most one day, but is " + Durations.format(jitter));
            }
            // With more, a run could be delayed beyond the next one.
            if (recurrence
                    .interval()
                    .filter(every -> jitter.compareTo(every) > 0)
                    .isPresent()) {
                throw new BadJobException(name("jitter") + " must be at most the interval, "
                        + Durations.format(recurrence.interval().get()) + ", but is " + Durations.format(jitter));
            }
            return jitter;
        }

        private boolean secondOf(String key, String first, String second) {
            Optional<PyValue> value = get(key);
            String text = value.isEmpty() ? first : value.get() instanceof PyValue.Str word ? word.value() : "";
            if (!text.equals(first) && !text.equals(second)) {
                throw new BadJobException(name(key) + " must be \"" + first + "\" or \"" + second + "\", but is "
                        + PyTruth.shown(value.orElseThrow()));
            }
            return text.equals(second);
        }

        private Optional<Duration> length(String key) {
            return get(key).map(value -> length(key, value));
        }

        private static Duration length(String key, PyValue value) {
            if (value instanceof PyValue.TimeDelta delta
                    && !delta.value().isNegative()
                    && delta.value().compareTo(Durations.LONGEST) <= 0) {
                return delta.value();
            }
            Optional<String> text = lengthText(value);
            if (text.isEmpty()) {
                throw new BadJobException(name(key) + " must be " + LENGTH + ", but is " + PyTruth.shown(value));
            }
            try {
                return Durations.parseSeconds(text.get());
            } catch (IllegalArgumentException e) {
                throw new BadJobException(name(key) + ": " + e.getMessage());
            }
        }

        private static Optional<String> lengthText(PyValue value) {
            if (value instanceof PyValue.Str text) {
                return Optional.of(text.value());
            } else if (value instanceof PyValue.Int whole && whole.value().bitLength() <= MOST_BITS) {
                return Optional.of(whole.value().toString());
            } else if (value instanceof PyValue.Float real && Double.isFinite(real.value())) {
                return Optional.of(BigDecimal.valueOf(real.value()).toPlainString());
            }
            return Optional.empty();
        }

        private Optional<PyValue> get(String key) {
            return options.get(key).filter(Reader::given);
        }

        private static boolean given(PyValue value) {
            return value != PyValue.None.NONE;
        }

        private static String name(String key) {
            return NAME + "[\"" + key + "\"]";
        }

        private static String keys() {
            return String.join(", ", KEYS);
        }
    }
}
