/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.store.RqKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a Redis server reports about itself. Read-only. */
public final class ServerInspection {

    private static final int MOST_QUEUES = 10_000;

    private final RedisConnection redis;

    public ServerInspection(RedisConnection redis) {
        this.redis = redis;
    }

    /** The fields of INFO by name; one that is absent or not a number is empty or 0. */
    public record Info(Map<String, String> fields) {

        /** Returns the server's product name: Redis or Valkey. */
        public String server() {
            return text("valkey_version").isEmpty() ? "Redis" : "Valkey";
        }

        /** Returns the name of its configuration file, as in its packages. */
        public String configurationFile() {
            return text("valkey_version").isEmpty() ? "redis.conf" : "valkey.conf";
        }

        public String text(String name) {
            return fields.getOrDefault(name, "");
        }

        public long number(String name) {
            String text = text(name);
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        }

        public boolean is(String name, String value) {
            return text(name).equals(value);
        }
    }

    /**
     * @throws RedisException of kind NOPERM or OTHER if INFO is not permitted
     */
    public Info info() {
        Map<String, String> fields = new HashMap<>();
        Reply.of(redis.send("INFO")).text().lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && line.charAt(0) != '#') {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new Info(fields);
    }

    /**
     * Returns settings by name, without those that this version does not have.
     *
     * @throws RedisException of kind NOPERM or OTHER if CONFIG is not permitted, as on most managed servers
     */
    public Map<String, String> settings(String... names) {
        Map<String, String> settings = new HashMap<>();
        for (String name : names) {
            // One call each: several patterns in one are understood from Redis 7.0 on only.
            settings.putAll(Parts.pairs(Reply.of(redis.send("CONFIG", bytes("GET"), bytes(name))), Reply::text));
        }
        return settings;
    }

    /** Returns the names of queues that ever had a job, at most 10,000, as listed in {@code rq:queues}. */
    public List<String> queues() {
        String prefix = "rq:queue:";
        List<String> queues = new ArrayList<>();
        String cursor = "0";
        do {
            Reply page = Reply.of(redis.send("SSCAN", RqKeys.QUEUE_SET, bytes(cursor), bytes("COUNT"), bytes("1000")));
            cursor = page.at(0).text();
            for (int i = 0; i < page.at(1).size() && queues.size() < MOST_QUEUES; i++) {
                String key = page.at(1).at(i).text();
                if (key.startsWith(prefix)) {
                    queues.add(key.substring(prefix.length()));
                }
            }
        } while (!cursor.equals("0") && queues.size() < MOST_QUEUES);
        return queues.stream().distinct().toList();
    }
}
