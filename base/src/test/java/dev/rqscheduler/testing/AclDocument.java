/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** The users of docs/redis-acl.md, as they are written there. */
public final class AclDocument {

    private static final String START = "ACL SETUSER ";

    private AclDocument() {}

    /** Everything behind the name of a user, the password put in. */
    public static List<String> rules(String user, String password) {
        Path document =
                Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), ""), "..", "docs", "redis-acl.md");
        try {
            String line = Files.readAllLines(document).stream()
                    .filter(text -> text.startsWith(START + user + " "))
                    .findFirst()
                    .orElseThrow();
            String rules = line.substring(START.length() + user.length() + 1).replace("SECRET", password);
            return new ArrayList<>(Arrays.asList(rules.split(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The permissions among them: commands, keys, channels. */
    public static List<String> permissions(String user) {
        return rules(user, "x").stream()
                .filter(rule -> rule.startsWith("+") || rule.startsWith("~") || rule.startsWith("&"))
                .toList();
    }

    public static void set(RedisClient admin, String user, List<String> rules) {
        CommandArguments command =
                new CommandArguments(Command.ACL).add("SETUSER").add(user);
        rules.forEach(command::add);
        admin.executeCommand(command);
    }
}
