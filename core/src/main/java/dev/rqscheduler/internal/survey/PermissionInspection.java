/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.DedicatedConnection;
import dev.rqscheduler.internal.connection.DedicatedConnection.Answer;
import dev.rqscheduler.internal.connection.RedisConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Finds the commands of scheduler and client that the user may not run. Redis checks permissions, keys and channels
 * when a command is queued in a MULTI; this queues each command and discards all of them: nothing is executed.
 */
public final class PermissionInspection {

    private static final int MOST_QUEUES = 20;

    private final RedisConnection redis;

    public PermissionInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /** What is refused. */
    public enum Missing {
        /** The command itself. */
        COMMAND,
        /** The key. */
        KEY,
        /** The channel. */
        CHANNEL,
        /** The database, for any command: Valkey 9.1 can limit users to some databases. */
        DATABASE,
        /** Redis does not know the command: it is too old, or it was renamed. */
        UNKNOWN
    }

    /**
     * One refusal.
     *
     * @param command in capitals
     * @param target key or channel pattern, or database number; empty if the command has none
     */
    public record Refusal(Missing missing, String command, String target) {}

    /**
     * The findings.
     *
     * @param checked how many commands with their keys were tried
     */
    public record Permissions(int checked, List<Refusal> refusals) {}

    /**
     * @param queues queues whose keys are tried, only the first 20; {@code default} if there is none
     * @throws RedisException of kind NOPERM or OTHER if MULTI itself is not permitted, so that nothing can be determined
     */
    public Permissions survey(List<String> queues) {
        List<PermissionProbe> probes = PermissionProbe.all(queues.subList(0, Math.min(queues.size(), MOST_QUEUES)));
        try (DedicatedConnection connection = redis.dedicated("doctor")) {
            Answer multi = connection.answer("MULTI", List.of());
            if (!multi.text().equals("OK")) {
                throw new RedisException(
                        RedisException.Kind.of(multi.text()),
                        "Redis at " + redis.address() + " answered: " + multi.text(),
                        null);
            }
            LinkedHashSet<Refusal> refusals = new LinkedHashSet<>();
            for (PermissionProbe probe : probes) {
                Answer answer = connection.answer(probe.command(), probe.arguments());
                if (answer.text().equals("QUEUED")) {
                    continue;
                }
                Missing missing = answer.refused() ? missing(answer.text()) : null;
                if (missing == Missing.DATABASE) {
                    // A reply about all commands says nothing about any of them.
                    refusals.add(new Refusal(missing, "", Integer.toString(redis.database())));
                } else if (missing != null) {
                    refusals.add(new Refusal(missing, probe.command(), probe.target()));
                } else if (!answer.refused()) {
                    // Something between us and Redis executes what was to be queued only: no step further.
                    throw new RedisException(
                            RedisException.Kind.OTHER,
                            "Redis at " + redis.address() + " does not keep to MULTI: " + answer.text(),
                            null);
                }
            }
            connection.answer("DISCARD", List.of());
            return new Permissions(probes.size(), new ArrayList<>(refusals));
        }
    }

    /**
     * Returns what an error says about permissions; null for others, such as out of memory, which Redis checks later.
     */
    private static @org.jspecify.annotations.Nullable Missing missing(String error) {
        String lower = error.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("unknown command")) {
            return Missing.UNKNOWN;
        }
        if (!lower.startsWith("noperm")) {
            return null;
        }
        if (lower.contains("access database")) {
            return Missing.DATABASE;
        }
        // Redis 6 and 7.0: "to access one of the keys used as arguments"; 7.2 also names the command, key or channel.
        if (lower.contains("channel")) {
            return Missing.CHANNEL;
        }
        return lower.contains(" key") ? Missing.KEY : Missing.COMMAND;
    }
}
