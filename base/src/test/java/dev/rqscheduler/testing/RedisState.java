/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.Tuple;

/**
 * A whole Redis as data, in the form of the vectors: for each key a map of {@code type}, {@code ttl} and {@code fields} or
 * {@code value}. Binary values of hashes are {@code {"b64": ...}} for data, meta, result and exc_info, text else.
 */
public final class RedisState {

    private static final Set<String> BINARY = Set.of("data", "meta", "result", "exc_info");

    private RedisState() {}

    /** Writes a recorded state into an empty Redis. */
    public static void load(RedisClient redis, Map<String, Object> keys) {
        keys.forEach((key, recorded) -> {
            Map<String, Object> entry = Json.object(recorded);
            switch ((String) entry.get("type")) {
                case "hash" ->
                    Json.object(entry.get("fields"))
                            .forEach((name, value) -> redis.hset(bytes(key), bytes(name), decoded(value)));
                case "zset" ->
                    Json.array(entry.get("value")).forEach(pair -> {
                        List<Object> member = Json.array(pair);
                        redis.zadd(bytes(key), Double.parseDouble((String) member.get(1)), decoded(member.get(0)));
                    });
                case "list" -> Json.array(entry.get("value")).forEach(item -> redis.rpush(bytes(key), decoded(item)));
                case "set" -> Json.array(entry.get("value")).forEach(item -> redis.sadd(bytes(key), decoded(item)));
                case "string" -> redis.set(bytes(key), decoded(entry.get("value")));
                case "stream" -> Json.array(entry.get("value")).forEach(item -> addToStream(redis, key, item));
                default -> throw new IllegalStateException(key + " has type " + entry.get("type"));
            }
            long ttl = ((Number) entry.get("ttl")).longValue();
            if (ttl >= 0) {
                redis.expire(key, ttl);
            }
        });
    }

    /** With an id of the server's own, as the recordings leave it out. */
    private static void addToStream(RedisClient redis, String key, Object item) {
        Map<String, String> fields = new LinkedHashMap<>();
        Json.object(Json.object(item).get("fields")).forEach((name, value) -> fields.put(name, (String) value));
        redis.xadd(key, StreamEntryID.NEW_ENTRY, fields);
    }

    /** Reads everything, keys in order. */
    public static Map<String, Object> dump(RedisClient redis) {
        Map<String, Object> keys = new TreeMap<>();
        for (String key : redis.keys("*")) {
            Map<String, Object> entry = new LinkedHashMap<>();
            String type = redis.type(key);
            entry.put("type", type);
            switch (type) {
                case "hash" -> {
                    Map<String, Object> fields = new TreeMap<>();
                    redis.hgetAll(bytes(key))
                            .forEach((name, value) -> fields.put(text(name), encoded(text(name), value)));
                    entry.put("fields", fields);
                }
                case "zset" -> {
                    List<Object> members = new ArrayList<>();
                    for (Tuple member : redis.zrangeWithScores(key, 0, -1)) {
                        members.add(List.of(member.getElement(), score(member.getScore())));
                    }
                    entry.put("value", members);
                }
                case "list" -> entry.put("value", new ArrayList<Object>(redis.lrange(key, 0, -1)));
                case "set" ->
                    entry.put(
                            "value",
                            redis.smembers(key).stream()
                                    .sorted()
                                    .<Object>map(item -> item)
                                    .toList());
                case "string" -> entry.put("value", redis.get(key));
                case "stream" ->
                    entry.put(
                            "value",
                            redis.xrange(key, "-", "+").stream()
                                    .<Object>map(item -> Map.of("id", item.getID(), "fields", item.getFields()))
                                    .toList());
                default -> throw new IllegalStateException(key + " has type " + type);
            }
            entry.put("ttl", redis.ttl(key));
            keys.put(key, entry);
        }
        return keys;
    }

    public static byte[] decoded(Object value) {
        return value instanceof String text
                ? bytes(text)
                : Base64.getDecoder().decode((String) Json.object(value).get("b64"));
    }

    private static Object encoded(String name, byte[] value) {
        return BINARY.contains(name) ? Map.of("b64", Base64.getEncoder().encodeToString(value)) : text(value);
    }

    private static String score(double score) {
        return BigDecimal.valueOf(score).stripTrailingZeros().toPlainString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
