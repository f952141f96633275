/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.internal.wire.Scores;
import java.util.List;

/** Writes rules as the arguments that {@code move_due.lua} reads. */
final class RuleArguments {

    private static final byte[] NONE = new byte[0];

    private RuleArguments() {}

    static void add(List<byte[]> args, MoveRule rule) {
        args.add(rule.meta());
        addRhythm(args, rule.rhythm());
        byte[] metaAfter = rule.metaAfter();
        args.add(metaAfter == null ? NONE : metaAfter);
        args.add(
                rule.lastResultTtl().isPresent()
                        ? bytes(Long.toString(rule.lastResultTtl().getAsLong()))
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
