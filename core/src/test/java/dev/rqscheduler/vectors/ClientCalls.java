/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.testing.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The calls of our client that say the same as the recorded Python calls. */
final class ClientCalls {

    private static final Instant DUE = Instant.parse("2026-01-15T13:00:00Z");
    private static final String ADD = "vecjobs.add";

    /** Cases that were not written by a call that our client has, with the reason. */
    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("05", "Decimal, UUID and complex are no argument types of the Java client"),
            Map.entry("06", "objects of Python classes are no argument types of the Java client"),
            Map.entry("08", "a callable Python object cannot be named from Java"),
            Map.entry("16", "an interval of 0 is refused by the Java client"),
            Map.entry("15", "a repeat of 0 is refused by the Java client"),
            Map.entry("23", "an object of a Python class in meta"),
            Map.entry("35", "arranged with RQ's own enqueue"),
            Map.entry("43", "the same job as 41"),
            Map.entry("44", "queue_class_name is an option of Python's SchedulerClient object"),
            Map.entry("49", "arranged by hand"),
            Map.entry("50", "arranged by hand"),
            Map.entry("53", "arranged by hand"),
            Map.entry("55", "a due time before 1970 is refused by the Java client"),
            Map.entry("56", "arranged by hand"));

    private static final Map<String, Consumer<SchedulerClient>> CALLS = calls();

    private ClientCalls() {}

    static Optional<Consumer<SchedulerClient>> of(String number) {
        return Optional.ofNullable(CALLS.get(number));
    }

    /** Where our client writes something else than Python's, on purpose. */
    static void applyDifferences(VectorCase found, Map<String, Object> theirs) {
        switch (found.number()) {
            // The exact time is kept; Python cuts it to the second, so that the job may be early by up to one.
            case "10" -> score(theirs, "1768481097.788012");
            case "26" -> score(theirs, "1768480501.789012");
            case "48" -> score(theirs, "1768482000.999999");
            // at_front given to enqueue_at is kept; Python loses it.
            case "25" -> fields(theirs, "rq:job:job-25").put("enqueue_at_front", "1");
            case "54" -> fields(theirs, "rq:job:job-54-7").put("enqueue_at_front", "1");
            // The flag has no effect; our client always writes it as false.
            case "20" ->
                Json.object(fields(theirs, "rq:job:job-20"))
                        .put(
                                "meta",
                                Map.of(
                                        "b64",
                                        base64(dev.rqscheduler.internal.wire.Meta.encode(
                                                cronMeta(), Serializer.PICKLE))));
            case "29" -> {
                if (found.stack().equals("rq113")) {
                    // RQ 1.13 has no timeouts for callbacks.
                    fields(theirs, "rq:job:job-29")
                            .putAll(Map.of("success_callback_timeout", "5", "failure_callback_timeout", "120"));
                }
            }
            default -> {}
        }
    }

    private static Map<String, PyValue> cronMeta() {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        meta.put("cron_string", new PyValue.Str("30 8 * * mon-fri"));
        meta.put("use_local_timezone", new PyValue.Bool(false));
        meta.put("repeat", PyValue.Int.of(2));
        return meta;
    }

    private static Map<String, Consumer<SchedulerClient>> calls() {
        Map<String, Consumer<SchedulerClient>> calls = new TreeMap<>();
        calls.put("01", s -> s.enqueueAt(DUE, spec(ADD, "01").build()));
        calls.put("02", s -> s.enqueueAt(DUE, numbers()));
        calls.put("04", s -> s.enqueueAt(DUE, nested()));
        calls.put(
                "09",
                s -> s.enqueueAt(
                        DUE,
                        spec("some.module.that.does_not_exist.fn", "09")
                                .args(1)
                                .kwarg("k", 2)
                                .build()));
        calls.put(
                "10",
                s -> s.enqueueIn(
                        Duration.ofMinutes(10).plusMillis(999),
                        spec(ADD, "10").args(1).build()));
        calls.put(
                "11",
                s -> s.enqueueAt(DUE, spec(ADD, "11").args(1, 2).kwarg("k", "v").build()));
        calls.put(
                "12",
                s -> s.schedule(
                        DUE, Duration.ofMinutes(1), spec(ADD, "12").args(1).build()));
        calls.put(
                "13",
                s -> s.schedule(DUE, Duration.ofMinutes(1), 3, spec(ADD, "13").build()));
        calls.put("19", s -> s.cron("*/5 * * * *", spec(ADD, "19").args(1).build()));
        calls.put("20", s -> s.cron("30 8 * * mon-fri", 2, spec(ADD, "20").build()));
        calls.put("21", s -> s.cron("30 8 * * mon-fri", spec(ADD, "21").build()));
        calls.put("24", s -> s.enqueueAt(DUE, spec(ADD, "24").meta(metaOnly()).build()));
        calls.put("25", s -> s.enqueueAt(DUE, spec(ADD, "25").atFront(true).build()));
        calls.put("25b", s -> s.enqueueAt(DUE, spec(ADD, "25b").atFront(true).build()));
        calls.put("26", s -> s.enqueueIn(Duration.ofSeconds(5), spec(ADD, "26").build()));
        calls.put("27", s -> s.enqueueAt(DUE, spec(ADD, "27").queue("high:prio").build()));
        calls.put("28", s -> s.enqueueAt(DUE, spec(ADD, "28").queue("bar").build()));
        calls.put("29", s -> s.enqueueAt(DUE, callbacks()));
        calls.put(
                "31",
                s -> s.enqueueAt(
                        DUE, spec(ADD, "31").timeout(Duration.ofHours(1)).build()));
        calls.put(
                "33",
                s -> s.enqueueAt(DUE, spec(ADD, "33").ttl(Duration.ofMinutes(2)).build()));
        calls.put(
                "36", s -> s.enqueueAt(DUE, spec(ADD, "36").dependsOn("parent").build()));
        calls.put(
                "37",
                s -> s.enqueueAt(DUE, spec(ADD, "37").dependsOn("no-such-job").build()));
        calls.put("40", s -> s.enqueueAt(DUE, json()));
        calls.put(
                "41",
                s -> s.schedule(
                        DUE,
                        Duration.ofMinutes(1),
                        5,
                        spec(ADD, "41").args(1).serializer(Serializer.JSON).build()));
        calls.put(
                "45",
                s -> s.enqueueAt(
                        DUE,
                        spec(ADD, "45")
                                .args("x".repeat(200))
                                .kwarg("b", 1)
                                .kwarg("a", "y".repeat(100))
                                .build()));
        calls.put(
                "48",
                s -> s.enqueueAt(DUE.plusNanos(999_999_000), spec(ADD, "48").build()));
        calls.put("54", ClientCalls::fourJobs);
        calls.put("62", s -> s.enqueueAt(DUE, spec(ADD, "62").build()));
        calls.put("63", s -> s.enqueueAt(DUE, spec(ADD, "63").build()));
        return calls;
    }

    private static void fourJobs(SchedulerClient scheduler) {
        for (int i = 0; i < 4; i++) {
            Instant due = Instant.parse("2026-01-15T12:50:00Z").plus(Duration.ofMinutes(i / 2));
            JobSpec job =
                    JobSpec.builder(ADD).id("job-54-" + (9 - i)).atFront(i == 2).build();
            scheduler.enqueueAt(due, job);
        }
    }

    private static JobSpec numbers() {
        BigInteger big = BigInteger.TWO.pow(70);
        return spec(ADD, "02")
                .args(1, -1, 255, 256, 65_536, 1L << 31, big, big.negate(), 3.5, true, false, null, "str")
                .kwarg("key", "v")
                .kwarg("other", 7)
                .build();
    }

    private static JobSpec nested() {
        PyValue empty = PyValue.Tuple.of();
        Map<String, Object> first = new LinkedHashMap<>();
        Map<String, Object> b = new LinkedHashMap<>();
        b.put("b", PyValue.Tuple.of(PyValue.Int.of(2), PyValue.Int.of(3), empty));
        first.put("a", Arrays.asList(1, b));
        first.put("L", List.of(1, 2));
        byte[] raw = {0, -1, 0, -1, 0, -1};
        return spec(ADD, "04")
                .args(
                        first,
                        List.of(1, 2),
                        PyValue.Tuple.of(PyValue.Int.of(1)),
                        List.of(),
                        Map.of(),
                        new LinkedHashSet<>(List.of(1, 2)),
                        new PyValue.FrozenSet(List.of(PyValue.Int.of(3))),
                        raw,
                        PyValue.ByteArray.of("ba".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .kwarg("deep", Map.of("x", Map.of("y", Map.of("z", Arrays.asList((Object) null)))))
                .build();
    }

    private static JobSpec callbacks() {
        return spec(ADD, "29")
                .onSuccess(new Callback("vecjobs.on_ok", Duration.ofSeconds(5)))
                .onFailure(new Callback("vecjobs.on_fail", Duration.ofMinutes(2)))
                .build();
    }

    private static JobSpec json() {
        return spec(ADD, "40")
                .args(1, "h\u00e9", Arrays.asList(1.5, null, true))
                .kwarg("k", Map.of("a", 1))
                .meta(Map.of("m", 1))
                .serializer(Serializer.JSON)
                .build();
    }

    private static Map<String, Object> metaOnly() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("a", 1);
        meta.put("b", List.of(1, 2));
        return meta;
    }

    private static JobSpec.Builder spec(String function, String number) {
        return JobSpec.builder(function).id("job-" + number);
    }

    private static void score(Map<String, Object> state, String score) {
        Map<String, Object> entry = new TreeMap<>(Json.object(state.get("rq:scheduler:scheduled_jobs")));
        Object id = Json.array(Json.array(entry.get("value")).get(0)).get(0);
        entry.put("value", List.of(List.of(id, score)));
        state.put("rq:scheduler:scheduled_jobs", entry);
    }

    private static Map<String, Object> fields(Map<String, Object> state, String key) {
        return Json.object(Json.object(state.get(key)).get("fields"));
    }

    private static String base64(byte[] value) {
        return java.util.Base64.getEncoder().encodeToString(value);
    }
}
