/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What makes a job run again: the keys of its meta that rq-scheduler 0.14 reads, with the loose typing of its Python
 * ({@code enqueue_job} in {@code rq_scheduler/scheduler.py}; {@code interval} wins over {@code cron_string}).
 *
 * @param interval period of an interval job
 * @param cron expression of a cron job
 * @param repeat the run counter after this run, if there is one that counts
 * @param ended whether this is the last run by the counter
 */
public record Recurrence(
        Optional<Duration> interval, Optional<CronExpression> cron, Optional<BigInteger> repeat, boolean ended) {

    /** A job without meta: runs once. */
    public static final Recurrence ONCE = new Recurrence(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final BigInteger LONGEST =
            BigInteger.valueOf(Duration.ofDays(3_652_059).toSeconds());

    /** A double and a text of 100 digits fit; Meta writes no whole number of more than 255 bytes. */
    private static final int MAX_REPEAT_BITS = 2_000;

    /**
     * @throws BadJobException if a key has a value that no scheduler can follow
     * @throws dev.rqscheduler.api.CronSyntaxException if the cron expression does not parse
     */
    static Recurrence of(Meta meta) {
        Optional<Duration> interval =
                meta.get("interval").filter(PyTruth::isTruthy).map(Recurrence::interval);
        Optional<CronExpression> cron = interval.isPresent()
                ? Optional.empty()
                : meta.get("cron_string").filter(PyTruth::isTruthy).map(Recurrence::cron);
        Optional<PyValue> repeat = meta.get("repeat").filter(value -> value != PyValue.None.NONE);
        Optional<BigInteger> left = repeat.filter(PyTruth::isTruthy).map(Recurrence::counted);
        boolean ended = left.map(value -> value.signum() == 0)
                .orElseGet(() -> repeat.filter(PyTruth::isZero).isPresent());
        return new Recurrence(interval, cron, left, ended);
    }

    /** Returns whether the job is periodic by definition, even for its last run. */
    public boolean periodic() {
        return interval.isPresent() || cron.isPresent();
    }

    private static BigInteger counted(PyValue value) {
        BigInteger left = PyTruth.toInt("repeat", value).subtract(BigInteger.ONE);
        if (left.bitLength() > MAX_REPEAT_BITS) {
            throw new BadJobException("repeat is a number of " + left.bitLength() + " bits, too large to count");
        }
        return left;
    }

    private static Duration interval(PyValue value) {
        BigInteger seconds = PyTruth.toInt("interval", value);
        if (seconds.signum() <= 0) {
            throw new BadJobException("interval must be at least 1 second, but meta says " + PyTruth.shown(value));
        }
        if (seconds.compareTo(LONGEST) > 0) {
            throw new BadJobException("interval is longer than 9,999 years: " + PyTruth.shown(value));
        }
        return Duration.ofSeconds(seconds.longValueExact());
    }

    private static CronExpression cron(PyValue value) {
        if (value instanceof PyValue.Str text) {
            return CronExpression.parse(text.value());
        }
        throw new BadJobException("cron_string must be a string, but meta says " + PyTruth.shown(value));
    }

    /** Formats a value for messages that name the expression. */
    static String shown(CronExpression cron) {
        return quoted(cron.text());
    }

    /** The last instant that Python can turn a score into. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
}
