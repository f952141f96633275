/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.lab.ledger.ExpectedOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs that cannot be moved, one for each reason. */
enum PoisonJob {
    META_UNREADABLE(ExpectedOutcome.QUARANTINED, "meta", "\u0080\u0005not a pickle"),
    META_NOT_A_DICT(ExpectedOutcome.QUARANTINED, "meta", "[1, 2]"),
    CRON_WRONG(ExpectedOutcome.QUARANTINED, "meta", "{\"cron_string\": \"61 25 * * *\"}"),
    CRON_NEVER(ExpectedOutcome.QUARANTINED, "meta", "{\"cron_string\": \"0 0 30 2 *\"}"),
    INTERVAL_NEGATIVE(ExpectedOutcome.QUARANTINED, "meta", "{\"interval\": -5}"),
    REPEAT_NO_NUMBER(ExpectedOutcome.QUARANTINED, "meta", "{\"interval\": 1, \"repeat\": \"often\"}"),
    NO_QUEUE(ExpectedOutcome.QUARANTINED, "origin", ""),
    QUEUE_OF_WRONG_TYPE(ExpectedOutcome.QUARANTINED, "origin", PoisonJob.NO_LIST),
    CREATED_AT_WRONG(ExpectedOutcome.QUARANTINED, "created_at", "yesterday"),
    TIMEOUT_WRONG(ExpectedOutcome.QUARANTINED, "timeout", "soon"),
    TTL_ZERO(ExpectedOutcome.QUARANTINED, "ttl", "0"),
    NO_HASH_BUT_A_LIST(ExpectedOutcome.QUARANTINED, "", ""),
    CANCELLED_BY_RQ(ExpectedOutcome.SKIPPED, "status", "canceled"),
    NO_HASH(ExpectedOutcome.DROPPED, "", "");

    /** Name of a queue whose key is not a list. */
    static final String NO_LIST = "no-list";

    /** ARGV: id, score, kind, then fields and values. */
    private static final String SCRIPT = """
            local key = 'rq:job:' .. ARGV[1]
            if ARGV[3] == 'NO_HASH_BUT_A_LIST' then
              redis.call('RPUSH', key, 'x')
            elseif ARGV[3] ~= 'NO_HASH' then
              redis.call('HSET', key, unpack(ARGV, 4))
            end
            return redis.call('ZADD', 'rq:scheduler:scheduled_jobs', ARGV[2], ARGV[1])
            """;

    private final ExpectedOutcome outcome;
    private final String field;
    private final String value;

    PoisonJob(ExpectedOutcome outcome, String field, String value) {
        this.outcome = outcome;
        this.field = field;
        this.value = value;
    }

    ExpectedOutcome outcome() {
        return outcome;
    }

    /** Returns the command that writes the job atomically. */
    String[] command(String id, String score) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("status", "scheduled");
        fields.put("origin", "default");
        fields.put("created_at", "2026-01-01T00:00:00.000000Z");
        fields.put("description", "poison");
        fields.put("data", "x");
        if (!field.isEmpty()) {
            fields.put(field, value);
        }
        List<String> words = new ArrayList<>(List.of("EVAL", SCRIPT, "0", id, score, name()));
        fields.forEach((name, content) -> {
            words.add(name);
            words.add(content);
        });
        return words.toArray(String[]::new);
    }
}
