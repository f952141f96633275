/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A job's recurrence as shown in lists. Unlike {@link Decider} it does not validate: a list also shows a job with an
 * invalid expression.
 *
 * @param runsLeft remaining runs, including the next one, if they are counted
 * @param zone time zone of the cron expression, if not the process's cron zone
 */
public record MetaSummary(
        Optional<Duration> interval, Optional<String> cron, OptionalLong runsLeft, Optional<Zone> zone) {

    private static final MetaSummary NONE =
            new MetaSummary(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    private static final BigInteger LONGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    public static MetaSummary of(byte @Nullable [] raw) {
        if (raw == null || raw.length == 0) {
            return NONE;
        }
        try {
            Meta meta = Meta.parse(raw);
            Optional<Duration> interval = meta.get("interval")
                    .flatMap(value -> count("interval", value))
                    .map(Duration::ofSeconds);
            Optional<String> cron = interval.isPresent()
                    ? Optional.empty()
                    : meta.get("cron_string").flatMap(MetaSummary::text);
            Optional<Long> repeat = interval.isPresent() || cron.isPresent()
                    ? meta.get("repeat").flatMap(value -> count("repeat", value))
                    : Optional.empty();
            return new MetaSummary(
                    interval, cron, repeat.map(OptionalLong::of).orElse(OptionalLong.empty()), zone(meta));
        } catch (WireFormatException e) {
            return NONE;
        }
    }

    private static Optional<Long> count(String name, PyValue value) {
        try {
            BigInteger number = PyTruth.isTruthy(value) ? PyTruth.toInt(name, value) : BigInteger.ZERO;
            return number.signum() > 0 && number.compareTo(LONGEST) <= 0
                    ? Optional.of(number.longValueExact())
                    : Optional.empty();
        } catch (BadJobException e) {
            return Optional.empty();
        }
    }

    private static Optional<Zone> zone(Meta meta) {
        try {
            return meta.get(Scheduling.KEY)
                    .flatMap(value -> value instanceof PyValue.Dict options ? options.get("zone") : Optional.empty())
                    .flatMap(MetaSummary::text)
                    .map(Zones::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(PyValue value) {
        return value instanceof PyValue.Str text && !text.value().isEmpty()
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
