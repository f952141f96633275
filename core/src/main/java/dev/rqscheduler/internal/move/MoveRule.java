/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How every job with a certain meta moves, provided that its other fields are in the usual form: what {@code move_due.lua} needs to move
 * such jobs on its own. A backlog has few distinct metas, if any.
 *
 * @param meta the meta that the rule is for, byte for byte
 * @param rhythm when such a job is due again
 * @param metaAfter the meta after the move, with its run counter; null if unchanged
 * @param lastResultTtl seconds that replace a {@code result_ttl} of -1, with the last run of a counted job
 */
public record MoveRule(byte[] meta, Rhythm rhythm, byte @Nullable [] metaAfter, OptionalLong lastResultTtl) {

    /** When a job is due again. */
    public sealed interface Rhythm {}

    /** Never: this run is its only or last one. */
    public record Once() implements Rhythm {}

    /** By {@link dev.rqscheduler.internal.time.FixedRate}. */
    public record Every(Duration interval) implements Rhythm {}

    /** At the same instant for all such jobs; true from {@code from} until before {@code next}. */
    public record At(Instant from, Instant next) implements Rhythm {}

    /** To be decided by a {@link Decider} for each job. */
    public record Ask() implements Rhythm {}

    static MoveRule ask(byte[] meta) {
        return new MoveRule(meta, new Ask(), null, OptionalLong.empty());
    }

    /** Returns whether it can be used at an instant. */
    public boolean holdsAt(Instant now) {
        return !(rhythm instanceof At at) || (!now.isBefore(at.from()) && now.isBefore(at.next()));
    }
}
