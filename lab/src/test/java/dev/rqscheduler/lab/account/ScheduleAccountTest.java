/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.SchedulePromise;
import dev.rqscheduler.lab.resp.HandMadeAof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link AccountantTest}, for named schedules. */
class ScheduleAccountTest {

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final Ledger ledger = new Ledger();
    private final HandMadeAof aof =
            new HandMadeAof().write("SET", "rq:scheduler_lock", "rqscheduler:s1:x", "PXAT", "1");
    private Instant end = START;

    @Test
    void oneRunPerDueTime_isNoAnomaly() throws IOException {
        put("tick", true);
        run(1, 1, 2).run(2, 5, 3).run(3, 5, 4);
        end = START.plusSeconds(3);
        assertFound();
        assertThat(account().named()).isEqualTo(new Account.Named(1, 3, 0, 0));
        assertThat(account().moves()).hasSize(3);
        assertThat(account().promises()).isZero();
    }

    @Test
    void push_withoutNextDueTime_isTorn() throws IOException {
        put("tick", true);
        step(push(1, 1), queuedLine(1));
        assertFound(Anomaly.Kind.TORN);
        step(due(2));
        assertFound(Anomaly.Kind.TORN);
    }

    @Test
    void push_withoutHash_isTorn() throws IOException {
        put("tick", true);
        step(List.of("RPUSH rq:queue:q " + id(1)), queuedLine(1), due(2));
        assertFound(Anomaly.Kind.TORN);
    }

    @Test
    void secondPushForDueTime_isDoubled() throws IOException {
        put("tick", true);
        step(push(1, 1), queuedLine(1));
        run(1, 2, 2);
        assertFound(Anomaly.Kind.TORN, Anomaly.Kind.DOUBLED);
    }

    @Test
    void secondPushForDueTime_withScheduleSetBack_isDoubled() throws IOException {
        put("tick", true);
        run(1, 1, 2).run(1, 2, 2);
        assertThat(kinds()).containsOnly(Anomaly.Kind.DOUBLED);
    }

    @Test
    void dueTime_passedOver_isLost() throws IOException {
        put("tick", true);
        run(1, 1, 3).run(3, 3, 4);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void dueTimes_beforeFirstRun_areLost() throws IOException {
        put("tick", true);
        run(4, 4, 5);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void dueTime_queuedOnlyInHistory_isLost() throws IOException {
        put("tick", true);
        step(queuedLine(1), due(2));
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void skippedDueTime_ifEachMustRun_isLost() throws IOException {
        put("tick", true);
        step(push(1, 5), queuedLine(1), skippedLine(2, 3), due(6));
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void skippedDueTime_inHistory_isNoAnomaly() throws IOException {
        put("tick", false);
        step(push(1, 5), queuedLine(1), skippedLine(2, 3), due(6));
        step(skippedLine(6, 0), due(7));
        assertFound();
        assertThat(account().named()).isEqualTo(new Account.Named(1, 1, 5, 0));
        step(skippedLine(7, 1), due(10));
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void push_beforeDue_isEarly() throws IOException {
        put("tick", true);
        run(1, 1, 2);
        step(
                List.of(
                        "HSET rq:job:" + id(2) + " status queued enqueued_at 2026-03-02T12:00:01.999999Z",
                        "RPUSH rq:queue:q " + id(2)),
                queuedLine(2),
                due(3));
        assertFound(Anomaly.Kind.EARLY);
    }

    @Test
    void push_withoutLock_isUnfenced() throws IOException {
        put("tick", true);
        aof.write("DEL", "rq:scheduler_lock");
        run(1, 1, 2);
        assertFound(Anomaly.Kind.UNFENCED);
    }

    @Test
    void dueTime_notHandledAtEnd_isLeft() throws IOException {
        put("tick", true);
        run(1, 1, 2);
        end = START.plusSeconds(2);
        assertFound(Anomaly.Kind.LEFT);
    }

    @Test
    void acknowledgedSchedule_neverWritten_isLost() throws IOException {
        ledger.schedule("tick", Duration.ofSeconds(1), true).created(Acknowledgement.DONE);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void unpromisedSchedule_isUnexplained() throws IOException {
        run(1, 1, 2);
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void otherWrite_isUnexplained() throws IOException {
        put("tick", true);
        aof.write("DEL", "rq:scheduling:schedule:tick");
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void refusedRun_undone_isNoAnomaly() throws IOException {
        put("tick", true);
        step(
                List.of(
                        "HSET rq:job:" + id(1) + " status queued enqueued_at " + START.plusSeconds(1),
                        "DEL rq:job:" + id(1),
                        "HSET rq:scheduling:schedule:tick held 1772452862"),
                List.of("LPUSH|rq:scheduling:history:tick|" + line(1, "\"failed\", \"reason\": \"no\"")));
        run(1, 2, 2);
        assertFound();
    }

    @Test
    void resume_withSkippedDueTimesInHistory_isNoAnomaly() throws IOException {
        put("tick", false);
        step(
                List.of("HSET rq:scheduling:schedule:tick paused  resumed_by x due " + micros(9)),
                List.of("LPUSH|rq:scheduling:history:tick|"
                        + line(1, "\"skipped\", \"reason\": \"paused\", \"more\": 7")));
        run(9, 9, 10);
        assertFound();
        assertThat(account().named().skipped()).isEqualTo(8);
    }

    @Test
    void resume_withoutSkippedDueTimesInHistory_isLost() throws IOException {
        put("tick", false);
        aof.step("HSET rq:scheduling:schedule:tick paused  resumed_by x due " + micros(9));
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void resume_withoutDueTimesInPause_isNoAnomaly() throws IOException {
        put("tick", false);
        aof.step("HSET rq:scheduling:schedule:tick paused  resumed_by x");
        run(1, 1, 2);
        assertFound();
    }

    @Test
    void requestedRun_missingOrUnrequested_isAnomaly() throws IOException {
        SchedulePromise promise = put("tick", true);
        promise.requested("tick-20260302T120000500000R");
        assertFound(Anomaly.Kind.LOST);
        aof.step(
                "HSET rq:job:tick-20260302T120000500000R enqueued_at 2026-03-02T12:00:00.500000Z",
                "RPUSH rq:queue:q tick-20260302T120000500000R",
                "HINCRBY rq:scheduling:schedule:tick manual 1");
        assertFound();
        assertThat(account().named().requested()).isEqualTo(1);
        aof.step(
                "HSET rq:job:tick-20260302T120000700000R enqueued_at 2026-03-02T12:00:00.700000Z",
                "RPUSH rq:queue:q tick-20260302T120000700000R");
        assertFound(Anomaly.Kind.TORN, Anomaly.Kind.UNEXPLAINED);
        promise.requestedWithoutReply();
        assertFound(Anomaly.Kind.TORN);
    }

    private SchedulePromise put(String name, boolean eachRuns) {
        SchedulePromise promise = ledger.schedule(name, Duration.ofSeconds(1), eachRuns);
        promise.created(Acknowledgement.DONE);
        aof.step(
                "HSET rq:scheduling:schedule:" + name + " definition {} due " + micros(1),
                "ZADD rq:scheduling:schedule-names 0 " + name,
                "ZADD rq:scheduling:schedules 1772452801 " + name);
        return promise;
    }

    /** The complete step of a correct run. */
    private ScheduleAccountTest run(int second, int at, int next) {
        step(push(second, at), queuedLine(second), due(next));
        return this;
    }

    @SafeVarargs
    private void step(List<String>... parts) {
        List<String> commands = new ArrayList<>();
        for (List<String> part : parts) {
            commands.addAll(part);
        }
        aof.write("MULTI");
        for (String command : commands) {
            // Entries of a history contain blanks.
            aof.write(command.split(command.startsWith("LPUSH") ? "\\|" : " "));
        }
        aof.write("EXEC");
    }

    private static List<String> push(int second, int at) {
        return List.of(
                "HSET rq:job:" + id(second) + " status queued enqueued_at " + START.plusSeconds(at),
                "RPUSH rq:queue:q " + id(second));
    }

    private static List<String> queuedLine(int second) {
        return List.of(
                "LPUSH|rq:scheduling:history:tick|" + line(second, "\"queued\", \"job\": \"" + id(second) + '"'));
    }

    private static List<String> skippedLine(int second, int more) {
        String rest = "\"skipped\", \"reason\": \"misfire\"" + (more == 0 ? "" : ", \"more\": " + more);
        return List.of("LPUSH|rq:scheduling:history:tick|" + line(second, rest));
    }

    private static String line(int second, String rest) {
        return "{\"at\": \"x\", \"due\": \"" + START.plusSeconds(second) + "\", \"outcome\": " + rest + "}";
    }

    private static List<String> due(int second) {
        return List.of(
                "HSET rq:scheduling:schedule:tick due " + micros(second) + " held ",
                "ZADD rq:scheduling:schedules XX 1772452801 tick");
    }

    private static String id(int second) {
        return "tick-20260302T1200" + (second < 10 ? "0" : "") + second + "Z";
    }

    private static String micros(int second) {
        return START.plusSeconds(second).getEpochSecond() + "000000";
    }

    private void assertFound(Anomaly.Kind... kinds) throws IOException {
        assertThat(account().anomalies()).extracting(Anomaly::kind).containsExactlyInAnyOrder(kinds);
    }

    private List<Anomaly.Kind> kinds() throws IOException {
        return account().anomalies().stream().map(Anomaly::kind).toList();
    }

    private Account account() throws IOException {
        Accountant accountant = new Accountant(ledger);
        return accountant.draw(accountant.replay(aof.in(folder)), end);
    }
}
