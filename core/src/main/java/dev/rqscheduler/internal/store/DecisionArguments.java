/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.internal.wire.Scores;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes decisions as the arguments that {@code apply_decisions.lua} reads. */
final class DecisionArguments {

    private static final byte[] NONE = new byte[0];
    private static final byte[] YES = bytes("1");
    private static final byte[] NO = bytes("0");

    private DecisionArguments() {}

    static void add(List<byte[]> args, Decision decision) {
        if (decision instanceof Decision.Move move) {
            addHead(args, "M", move.job());
            addMove(args, move);
        } else if (decision instanceof Decision.Skip skip) {
            addHead(args, "S", skip.job());
            args.add(score(skip.next()));
            args.add(orNone(skip.meta()));
        } else if (decision instanceof Decision.Quarantine quarantine) {
            addHead(args, "Q", quarantine.job());
            args.add(QuarantineStore.Entry.of(quarantine).json());
        }
    }

    private static void addHead(List<byte[]> args, String kind, DueJob job) {
        args.add(bytes(kind));
        args.add(job.rawId());
        args.add(job.rawScore());
        args.add(orNone(job.raw(JobField.STATUS)));
        byte[] meta = job.raw(JobField.META);
        args.add(meta == null ? NONE : sha1(meta));
    }

    private static void addMove(List<byte[]> args, Decision.Move move) {
        args.add(move.queue());
        args.add(move.front() ? YES : NO);
        args.add(move.defaultTimeout() ? bytes("180") : NONE);
        args.add(number(move.expiry()));
        args.add(move.persist() ? YES : NO);
        args.add(score(move.next()));
        args.add(orNone(move.meta()));
        args.add(number(move.resultTtl()));
        args.add(move.failuresAreFine() ? YES : NO);
        args.add(bytes(move.dependencies().size()));
        for (String id : move.dependencies()) {
            args.add(bytes(id));
        }
    }

    private static byte[] orNone(byte @Nullable [] value) {
        return value == null ? NONE : value;
    }

    private static byte[] number(OptionalLong value) {
        return value.isPresent() ? bytes(value.getAsLong()) : NONE;
    }

    private static byte[] score(Optional<Instant> due) {
        return due.map(value -> bytes(Scores.text(value))).orElse(NONE);
    }

    private static byte[] sha1(byte[] value) {
        try {
            return bytes(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /** Writes rules as the arguments that {@code move_due.lua} reads. */
    static final class RuleArguments {

        private static final byte[] NONE = new byte[0];

        private RuleArguments() {}

        static void add(List<byte[]> args, MoveRule rule) {
            args.add(rule.meta());
            addRhythm(args, rule.rhythm());
            byte[] metaAfter = rule.metaAfter();
            args.add(metaAfter == null ? NONE : metaAfter);
            args.add(
                    rule.lastResultTtl().isPresent()
                            ? bytes(rule.lastResultTtl().getAsLong())
                            : NONE);
        }

        private static void addRhythm(List<byte[]> args, MoveRule.Rhythm rhythm) {
            if (rhythm instanceof MoveRule.Every every) {
                add(args, "EVERY", Long.toString(every.interval().toSeconds()), "");
            } else if (rhythm instanceof MoveRule.At at) {
                add(args, "AT", Scores.micros(at.from()), Scores.text(at.next()));
            } else {
                add(args, rhythm instanceof MoveRule.Once ? "ONCE" : "ASK", "", "");
            }
        }

        private static void add(List<byte[]> args, String kind, String first, String second) {
            args.add(bytes(kind));
            args.add(bytes(first));
            args.add(bytes(second));
        }
    }
}
