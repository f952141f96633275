/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** A connection outside the pool, for commands that depend on each other, such as MULTI. Not thread-safe. */
public final class DedicatedConnection implements AutoCloseable {

    private final Connection connection;
    private final String address;

    DedicatedConnection(Connection connection, String address) {
        this.connection = connection;
        this.address = address;
    }

    /** @param text the message of the error, or the reply if that is a string, else the empty string */
    public record Answer(boolean refused, String text) {}

    /** @throws RedisException if the connection breaks */
    public Answer answer(String command, List<String> args) {
        CommandArguments arguments = new CommandArguments(() -> RedisConnection.bytes(command));
        args.forEach(arg -> arguments.add(RedisConnection.bytes(arg)));
        try {
            Object reply = connection.executeCommand(arguments);
            return new Answer(false, reply instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "");
        } catch (JedisDataException refused) {
            return new Answer(true, String.valueOf(refused.getMessage()));
        } catch (JedisConnectionException e) {
            throw new RedisException(
                    RedisException.Kind.UNREACHABLE, "no Redis at " + address + " (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
