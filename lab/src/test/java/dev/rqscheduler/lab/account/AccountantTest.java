/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.ExpectedOutcome;
import dev.rqscheduler.lab.ledger.ExpectedRuns;
import dev.rqscheduler.lab.ledger.Ledger;
import dev.rqscheduler.lab.ledger.Promise;
import dev.rqscheduler.lab.resp.HandMadeAof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of anomaly in a handwritten file must be found, and none in a correct one. */
class AccountantTest {

    private static final Instant END = Instant.ofEpochSecond(2_000);

    @TempDir
    private Path folder = Path.of("");

    private final Ledger ledger = new Ledger();
    private final HandMadeAof aof =
            new HandMadeAof().write("SET", "rq:scheduler_lock", "rqscheduler:s1:x", "PXAT", "1");

    @Test
    void move_whenDue_isNoAnomaly() throws IOException {
        once("a");
        schedule("a", 1_000).move("a", 1_000, 1);
        assertThat(account().anomalies()).isEmpty();
        assertThat(account().runs()).isEqualTo(1);
        assertThat(account().moves()).hasSize(1);
    }

    @Test
    void removalByRank_inRedisOrder_isNoAnomaly() throws IOException {
        ledger.promise("late", ExpectedRuns.ONCE, ExpectedOutcome.QUEUED)
                .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_001));
        once("z");
        once("b");
        once("a");
        schedule("late", 1_001).schedule("z", 1_000).schedule("b", 1_000).schedule("a", 1_000);
        aof.step(
                "HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:41.000000Z",
                "HSET rq:job:b status queued enqueued_at 1970-01-01T00:16:41.000000Z",
                "RPUSH rq:queue:q a b",
                "ZREMRANGEBYRANK rq:scheduler:scheduled_jobs 0 1");
        move("z", 1_002, 1).move("late", 1_002, 1);
        assertFound();
    }

    @Test
    void removalByRank_ofOneTooMany_isLost() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.step(
                "HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:41.000000Z",
                "RPUSH rq:queue:q a",
                "ZREMRANGEBYRANK rq:scheduler:scheduled_jobs 0 1");
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void removalByRank_afterChangeInSameStep_isUnexplained() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.step("ZREM rq:scheduler:scheduled_jobs a", "ZREMRANGEBYRANK rq:scheduler:scheduled_jobs 0 0");
        assertThat(kinds()).contains(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void removal_withoutPush_isLost() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void acknowledgedJob_neverWritten_isLost() throws IOException {
        once("a");
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void secondPush_isDoubledAndTorn() throws IOException {
        once("a");
        schedule("a", 1_000).move("a", 1_000, 1);
        aof.step("HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:41.000000Z", "RPUSH rq:queue:q a");
        assertFound(Anomaly.Kind.TORN, Anomaly.Kind.DOUBLED);
    }

    @Test
    void move_oneMicrosecondBeforeDue_isEarly() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step(
                "HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:39.999999Z",
                "RPUSH rq:queue:q a",
                "ZREM rq:scheduler:scheduled_jobs a");
        assertFound(Anomaly.Kind.EARLY);
    }

    @Test
    void move_inTwoSteps_isTorn() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("RPUSH", "rq:queue:q", "a");
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(Anomaly.Kind.TORN);
    }

    @Test
    void move_repeatedBetweenTwoSteps_isTornAndDoubled() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("RPUSH", "rq:queue:q", "a").write("RPUSH", "rq:queue:q", "a");
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(Anomaly.Kind.TORN, Anomaly.Kind.TORN, Anomaly.Kind.DOUBLED);
    }

    @Test
    void hashMarkedQueued_withoutPush_isTorn() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("HSET", "rq:job:a", "status", "queued");
        move("a", 1_000, 1);
        assertFound(Anomaly.Kind.TORN);
    }

    @Test
    void refusedMove_undone_isNoAnomaly() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step("HSET rq:job:a status queued", "HSET rq:job:a status scheduled");
        move("a", 1_000, 1);
        assertFound();
    }

    @Test
    void refusedMoveOfLaterRun_undone_isNoAnomaly() throws IOException {
        every("a", 10, 2);
        schedule("a", 1_000).again("a", 1_000, 1_010);
        aof.step(
                "HSET rq:job:a status queued enqueued_at " + Instant.ofEpochSecond(1_010),
                "HSET rq:job:a status queued",
                "HSET rq:job:a enqueued_at " + Instant.ofEpochSecond(1_000));
        move("a", 1_010, 1);
        assertFound();
    }

    @Test
    void move_withoutOurLock_isUnfenced() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.write("DEL", "rq:scheduler_lock");
        move("a", 1_000, 1);
        aof.write("SET", "rq:scheduler_lock", "1795457521.67", "EX", "11");
        move("b", 1_000, 1);
        assertFound(Anomaly.Kind.UNFENCED, Anomaly.Kind.UNFENCED);
    }

    @Test
    void dueJob_stillScheduledAtEnd_isLeft() throws IOException {
        once("a");
        ledger.promise("b", ExpectedRuns.ONCE, ExpectedOutcome.QUEUED)
                .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(9_000));
        schedule("a", 1_000).schedule("b", 9_000);
        assertFound(Anomaly.Kind.LEFT);
    }

    @Test
    void unpromisedJob_isUnexplained() throws IOException {
        schedule("a", 1_000).move("a", 1_000, 1);
        assertThat(account().anomalies()).isNotEmpty().allMatch(anomaly -> anomaly.kind() == Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void writeToUnknownKey_isUnexplained() throws IOException {
        aof.write("SET", "elsewhere", "1").write("SET", "ours", "1");
        ledger.ownKey("ours");
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void uncertainJob_writtenOrNot_isNoAnomaly() throws IOException {
        ledger.promise("a", ExpectedRuns.ONCE, ExpectedOutcome.QUEUED);
        ledger.promise("b", ExpectedRuns.ONCE, ExpectedOutcome.QUEUED);
        schedule("b", 1_000).move("b", 1_000, 2);
        assertFound();
        assertThat(account().uncertain()).isEqualTo(2);
    }

    @Test
    void refusedJob_written_isUnexplained() throws IOException {
        ledger.promise("a", ExpectedRuns.ONCE, ExpectedOutcome.QUEUED).scheduled(Acknowledgement.NOT_DONE, null);
        schedule("a", 1_000).move("a", 1_000, 1);
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void cancelledJob_queued_isUnexplained() throws IOException {
        once("a").cancelled(Acknowledgement.DONE);
        once("b").cancelled(Acknowledgement.UNKNOWN);
        once("c").cancelled(Acknowledgement.UNKNOWN);
        schedule("a", 1_000).schedule("b", 1_000).schedule("c", 1_000);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a").write("ZREM", "rq:scheduler:scheduled_jobs", "b");
        move("c", 1_000, 1);
        assertFound();
        move("a", 1_000, 1);
        assertThat(kinds()).contains(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void cancellation_notMatchingItsReply_isAnomaly() throws IOException {
        once("a").cancelled(Acknowledgement.DONE);
        once("b").cancelled(Acknowledgement.NOT_DONE);
        schedule("a", 1_000).schedule("b", 1_000).move("a", 1_000, 1);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "b");
        assertFound(Anomaly.Kind.UNEXPLAINED, Anomaly.Kind.LOST);
    }

    @Test
    void rescheduledJob_movedBeforeNewDueTime_isEarly() throws IOException {
        once("a").rescheduled(Instant.ofEpochSecond(1_500), Acknowledgement.DONE);
        schedule("a", 1_000);
        aof.write("ZADD", "rq:scheduler:scheduled_jobs", "XX", "1500", "a");
        move("a", 1_200, 1);
        assertFound(Anomaly.Kind.EARLY);
    }

    @Test
    void newDueTime_notRequested_isUnexplained() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("ZADD", "rq:scheduler:scheduled_jobs", "XX", "1500", "a");
        move("a", 1_500, 1);
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void periodicJob_catchingUpOnce_isNoAnomaly() throws IOException {
        every("a", 10, 4);
        schedule("a", 1_000).again("a", 1_000, 1_010).again("a", 1_034, 1_040).again("a", 1_040, 1_050);
        move("a", 1_050, 1);
        assertFound();
        assertThat(account().runs()).isEqualTo(4);
    }

    @Test
    void periodicJob_skippingRunsNotOverdue_isLost() throws IOException {
        every("a", 10, 2);
        schedule("a", 1_000).again("a", 1_001, 1_020).move("a", 1_020, 1);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void periodicJob_endingEarly_isLost() throws IOException {
        every("a", 10, 3);
        schedule("a", 1_000).again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void periodicJob_withOneRunTooMany_isDoubled() throws IOException {
        every("a", 10, 1);
        schedule("a", 1_000).again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertFound(Anomaly.Kind.DOUBLED, Anomaly.Kind.DOUBLED);
    }

    @Test
    void periodicJob_runTwiceForOneDueTime_isDoubled() throws IOException {
        every("a", 10, 3);
        schedule("a", 1_000).again("a", 1_000, 1_000);
        again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertThat(kinds()).containsOnly(Anomaly.Kind.DOUBLED);
    }

    @Test
    void periodicJob_withOtherDueTime_isUnexplained() throws IOException {
        every("a", 10, 2);
        schedule("a", 1_000).again("a", 1_000, 1_013).move("a", 1_013, 1);
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void cronJob_skippingSteps_isLost() throws IOException {
        ledger.promise("a", ExpectedRuns.cron(Duration.ofSeconds(2), OptionalInt.empty()), ExpectedOutcome.QUEUED)
                .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_000));
        schedule("a", 1_000).again("a", 1_000, 1_002).again("a", 1_007, 1_008).again("a", 1_008, 9_000);
        assertFound(Anomaly.Kind.LOST);
    }

    @Test
    void poisonJob_withExpectedOutcome_isNoAnomaly() throws IOException {
        for (ExpectedOutcome fate : ExpectedOutcome.values()) {
            ledger.promise(fate.name(), ExpectedRuns.ONCE, fate)
                    .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_000));
            schedule(fate.name(), 1_000);
        }
        move("QUEUED", 1_000, 1);
        aof.step(
                "HSET rq:scheduling:quarantine:reasons QUARANTINED why",
                "ZADD rq:scheduling:quarantine 1000 QUARANTINED",
                "ZREM rq:scheduler:scheduled_jobs QUARANTINED");
        aof.step("HSET rq:scheduling:missing DROPPED x", "ZADD rq:scheduler:scheduled_jobs XX 1005 DROPPED");
        aof.step("ZREM rq:scheduler:scheduled_jobs DROPPED", "HDEL rq:scheduling:missing DROPPED");
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "SKIPPED");
        assertFound();
        assertThat(account().quarantined()).isEqualTo(1);
    }

    @Test
    void goodJob_quarantined_isUnexplained() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step("ZADD rq:scheduling:quarantine 1000 a", "ZREM rq:scheduler:scheduled_jobs a");
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    @Test
    void poisonJob_queued_isUnexplained() throws IOException {
        ledger.promise("a", ExpectedRuns.ONCE, ExpectedOutcome.QUARANTINED)
                .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_000));
        schedule("a", 1_000).move("a", 1_000, 1);
        assertFound(Anomaly.Kind.UNEXPLAINED);
    }

    private Promise once(String id) {
        Promise promise = ledger.promise(id, ExpectedRuns.ONCE, ExpectedOutcome.QUEUED);
        promise.scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_000));
        return promise;
    }

    private void every(String id, int seconds, int runs) {
        ledger.promise(
                        id,
                        ExpectedRuns.every(Duration.ofSeconds(seconds), OptionalInt.of(runs)),
                        ExpectedOutcome.QUEUED)
                .scheduled(Acknowledgement.DONE, Instant.ofEpochSecond(1_000));
    }

    private AccountantTest schedule(String id, long due) {
        aof.step(
                "HSET rq:job:" + id + " data x status scheduled", "ZADD rq:scheduler:scheduled_jobs " + due + " " + id);
        return this;
    }

    private AccountantTest move(String id, long at, long micros) {
        aof.step(
                "SADD rq:queues rq:queue:q",
                "HSET rq:job:" + id + " status queued enqueued_at "
                        + Instant.ofEpochSecond(at).plusNanos(micros * 1_000),
                "RPUSH rq:queue:q " + id,
                "ZREM rq:scheduler:scheduled_jobs " + id);
        return this;
    }

    private AccountantTest again(String id, long at, long next) {
        aof.step(
                "HSET rq:job:" + id + " status queued enqueued_at " + Instant.ofEpochSecond(at),
                "RPUSH rq:queue:q " + id,
                "ZADD rq:scheduler:scheduled_jobs XX " + next + " " + id);
        return this;
    }

    private void assertFound(Anomaly.Kind... kinds) throws IOException {
        assertThat(account().anomalies()).extracting(Anomaly::kind).containsExactlyInAnyOrder(kinds);
    }

    private List<Anomaly.Kind> kinds() throws IOException {
        return account().anomalies().stream().map(Anomaly::kind).toList();
    }

    private Account account() throws IOException {
        Accountant accountant = new Accountant(ledger);
        return accountant.draw(accountant.replay(aof.in(folder)), END);
    }
}
