/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.util.Arrays;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Commands that only an administrator sends, word by word. */
public final class Admin {

    private Admin() {}

    public static Object call(RedisClient client, String... words) {
        CommandArguments arguments = new CommandArguments(Command.valueOf(words[0]));
        Arrays.stream(words).skip(1).forEach(arguments::add);
        return client.executeCommand(arguments);
    }
}
