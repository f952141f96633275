/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Which of the commands that scheduler and client use may not be used. Redis checks permissions, keys and channels when a
 * command is queued in a MULTI; here each command is queued, and all are discarded: nothing is executed.
 */
public final class PermissionSurvey {

    private static final int MOST_QUEUES = 20;

    private final RedisConnection redis;

    public PermissionSurvey(RedisConnection redis) {
        this.redis = redis;
    }

    /** What a refusal is about. */
    public enum Missing {
        /** The command itself. */
        COMMAND,
        /** The key. */
        KEY,
        /** The channel. */
        CHANNEL,
        /** The database, whatever the command: Valkey 9.1 has users who may use some only. */
        DATABASE,
        /** Redis does not know the command: it is too old, or it was renamed. */
        UNKNOWN
    }

    /**
     * One refusal.
     *
     * @param command in capitals
     * @param target key or channel pattern, or number of the database; empty where the command has none
     */
    public record Refusal(Missing missing, String command, String target) {}

    /**
     * What was found.
     *
     * @param checked how many commands with their keys were tried
     */
    public record Permissions(int checked, List<Refusal> refusals) {}

    /**
     * @param queues queues whose keys are tried, of which the first 20 are taken; {@code default} if there is none
     * @throws RedisException of kind NOPERM or OTHER where MULTI itself must not be used, so that nothing can be said
     */
    public Permissions survey(List<String> queues) {
        List<PermissionProbe> probes = PermissionProbe.all(queues.subList(0, Math.min(queues.size(), MOST_QUEUES)));
        try (Connection connection = redis.open("doctor")) {
            String multi = answer(connection, new CommandArguments(Command.MULTI));
            if (!multi.equals("OK")) {
                throw new RedisException(
                        RedisException.Kind.of(multi), "Redis at " + redis.address() + " answered: " + multi, null);
            }
            LinkedHashSet<Refusal> refusals = new LinkedHashSet<>();
            for (PermissionProbe probe : probes) {
                String answer = answer(connection, arguments(probe));
                if (answer.equals("QUEUED")) {
                    continue;
                }
                Missing missing = missing(answer);
                if (missing == Missing.DATABASE) {
                    // What it says of all commands says nothing of any.
                    refusals.add(new Refusal(missing, "", Integer.toString(redis.database())));
                } else if (missing != null) {
                    refusals.add(new Refusal(missing, probe.command(), probe.target()));
                } else if (answer.startsWith("?")) {
                    // Something between us and Redis executes what was to be queued only: no step further.
                    throw new RedisException(
                            RedisException.Kind.OTHER,
                            "Redis at " + redis.address() + " does not keep to MULTI: " + answer,
                            null);
                }
            }
            answer(connection, new CommandArguments(Command.DISCARD));
            return new Permissions(probes.size(), new ArrayList<>(refusals));
        } catch (JedisConnectionException e) {
            throw new RedisException(
                    RedisException.Kind.UNREACHABLE, "no Redis at " + redis.address() + " (" + e.getMessage() + ")", e);
        }
    }

    private static CommandArguments arguments(PermissionProbe probe) {
        CommandArguments arguments = new CommandArguments(() -> bytes(probe.command()));
        probe.arguments().forEach(argument -> arguments.add(bytes(argument)));
        return arguments;
    }

    /** OK, QUEUED, an error's text, or what was not expected behind a question mark. */
    private static String answer(Connection connection, CommandArguments arguments) {
        try {
            Object reply = connection.executeCommand(arguments);
            String text = reply instanceof byte[] raw ? new String(raw, java.nio.charset.StandardCharsets.UTF_8) : "";
            return text.equals("OK") || text.equals("QUEUED") ? text : "?" + text;
        } catch (JedisDataException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** What an error says about permissions; null for any other, such as no memory, which Redis checks after them. */
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
        // Redis 6 and 7.0: "to access one of the keys used as arguments"; 7.2 names the command, key or channel
        // besides.
        if (lower.contains("channel")) {
            return Missing.CHANNEL;
        }
        return lower.contains(" key") ? Missing.KEY : Missing.COMMAND;
    }
}
