/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import dev.rqscheduler.testing.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a move of ours ends in another state than Python's, on purpose: the one place where tests list these differences.
 * docs/differences.md explains them to users.
 */
final class Differences {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";

    private Differences() {}

    /** Python's state after the move, changed to what ours must be. */
    static Map<String, Object> expected(VectorCase found) {
        Map<String, Object> after = new TreeMap<>(found.after().keys());
        switch (found.name()) {
            // Interval jobs keep their phase: due 13:00:00 plus whole intervals, not the time of the move plus one.
            case "12_interval_forever", "13_interval_repeat3", "41_json_serializer_repeat" ->
                reschedule(after, 1768482000 + 60);
            case "23_meta_rich" -> reschedule(after, 1768482000 + 3600);
            // The second match of 30 seconds lies exactly at "now" less 5 microseconds, hence the third.
            case "90_cross_rq_fields" -> reschedule(after, 1768482000 + 60);
            // A JSON job that makes Python's default scheduler die is moved like any other.
            case "43_json_job_default_scheduler" -> {
                after.clear();
                after.putAll(expected(new VectorCase("41_json_serializer_repeat", found.stack())));
                renameJob(after, "job-41", "job-43");
            }
            // Unfinished dependencies defer the job whatever RQ version the scheduler is deployed beside.
            case "35_depends_on_unfinished" -> {
                if (found.stack().equals("rq113")) {
                    after.clear();
                    after.putAll(new VectorCase(found.name(), "rq210").after().keys());
                }
                // RQ 2.0 to 2.7 fails a deferred job whose score has passed: ours never does.
                Map<String, Object> deferred = new TreeMap<>(Json.object(after.get("rq:deferred:default")));
                deferred.put("value", List.of(List.of("job-35", "253402300799")));
                after.put("rq:deferred:default", deferred);
            }
            // The last counted run does not leave its hash behind for ever.
            case "15_interval_repeat0" -> fields(after, "rq:job:job-15").put("result_ttl", "604800");
            default -> {}
        }
        return after;
    }

    private static void reschedule(Map<String, Object> state, long due) {
        List<Object> members = Json.array(Json.object(state.get(SCHEDULE)).get("value"));
        List<Object> member = Json.array(members.get(0));
        Map<String, Object> entry = new TreeMap<>(Json.object(state.get(SCHEDULE)));
        entry.put("value", new ArrayList<>(List.of(List.of(member.get(0), Long.toString(due)))));
        state.put(SCHEDULE, entry);
    }

    private static Map<String, Object> fields(Map<String, Object> state, String key) {
        return Json.object(Json.object(state.get(key)).get("fields"));
    }

    private static void renameJob(Map<String, Object> state, String from, String to) {
        state.put("rq:job:" + to, state.remove("rq:job:" + from));
        for (String key : List.of(SCHEDULE, "rq:queue:default")) {
            Map<String, Object> entry = new TreeMap<>(Json.object(state.get(key)));
            Object value = Json.array(entry.get("value")).get(0);
            entry.put(
                    "value",
                    List.of(
                            value.equals(from)
                                    ? to
                                    : List.of(to, Json.array(value).get(1))));
            state.put(key, entry);
        }
    }
}
