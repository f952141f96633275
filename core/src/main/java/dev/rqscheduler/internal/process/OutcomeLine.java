/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One log line: a message for people, and the same facts as key-value pairs for machines. If the level is off, it costs
 * nothing. The keys are in docs/logs.md.
 */
final class OutcomeLine {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);

    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    private LoggingEventBuilder line;

    private OutcomeLine(LoggingEventBuilder line) {
        this.line = line;
    }

    /**
     * @param event the kind of line: a stable name, whatever the message says
     */
    static OutcomeLine of(Level level, String event) {
        return new OutcomeLine(log.atLevel(level)).with("event", event);
    }

    OutcomeLine job(String id) {
        return with("job", id);
    }

    OutcomeLine queue(String name) {
        return with("queue", name);
    }

    OutcomeLine schedule(String name) {
        return with("schedule", name);
    }

    OutcomeLine schedule(Optional<String> name) {
        return name.isPresent() ? schedule(name.get()) : this;
    }

    OutcomeLine due(Instant due) {
        return with("due", due.toString());
    }

    OutcomeLine next(Optional<Instant> next) {
        return next.isPresent() ? with("next", next.get().toString()) : this;
    }

    /** Adds a duration in milliseconds, as a number. */
    OutcomeLine lateness(Duration late) {
        return with("late_ms", millis(late));
    }

    /** A schedule may be infinitely late: its score may be minus infinity. */
    static long millis(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : duration.toMillis();
    }

    OutcomeLine with(String key, Object value) {
        line = line.addKeyValue(key, value);
        return this;
    }

    void say(String message, Object... arguments) {
        line.log(message, arguments);
    }
}
