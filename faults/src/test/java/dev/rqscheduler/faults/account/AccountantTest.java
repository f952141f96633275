/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.aof.HandMadeAof;
import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Fate;
import dev.rqscheduler.faults.ledger.Ledger;
import dev.rqscheduler.faults.ledger.Promise;
import dev.rqscheduler.faults.ledger.Rhythm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong that the accountant is there for, written by hand, must be found; and nothing where all is well. */
class AccountantTest {

    private static final Instant END = Instant.ofEpochSecond(2_000);

    @TempDir
    private Path folder = Path.of("");

    private final Ledger ledger = new Ledger();
    private final HandMadeAof aof =
            new HandMadeAof().write("SET", "rq:scheduler_lock", "rqscheduler:s1:x", "PXAT", "1");

    @Test
    void oneThatIsMovedWhenItIsDueIsFine() throws IOException {
        once("a");
        schedule("a", 1_000).move("a", 1_000, 1);
        assertThat(account().findings()).isEmpty();
        assertThat(account().runs()).isEqualTo(1);
        assertThat(account().moves()).hasSize(1);
    }

    @Test
    void aPageMayLeaveByItsRanksInTheOrderOfRedis() throws IOException {
        ledger.promise("late", Rhythm.ONCE, Fate.QUEUED).scheduled(Answer.DONE, Instant.ofEpochSecond(1_001));
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
    void aRankTooManyIsALostJob() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.step(
                "HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:41.000000Z",
                "RPUSH rq:queue:q a",
                "ZREMRANGEBYRANK rq:scheduler:scheduled_jobs 0 1");
        assertFound(FindingKind.LOST);
    }

    @Test
    void ranksAfterAnotherChangeInTheSameStepAreNotTrusted() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.step("ZREM rq:scheduler:scheduled_jobs a", "ZREMRANGEBYRANK rq:scheduler:scheduled_jobs 0 0");
        assertThat(kinds()).contains(FindingKind.UNEXPLAINED);
    }

    @Test
    void aJobThatDisappearsIsLost() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(FindingKind.LOST);
    }

    @Test
    void aJobThatWasPromisedAndNeverWrittenIsLost() throws IOException {
        once("a");
        assertFound(FindingKind.LOST);
    }

    @Test
    void aSecondPushIsADoubleAndNotWhole() throws IOException {
        once("a");
        schedule("a", 1_000).move("a", 1_000, 1);
        aof.step("HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:41.000000Z", "RPUSH rq:queue:q a");
        assertFound(FindingKind.TORN, FindingKind.DOUBLED);
    }

    @Test
    void aMoveBeforeTheDueTimeIsEarlyBeItAMicrosecond() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step(
                "HSET rq:job:a status queued enqueued_at 1970-01-01T00:16:39.999999Z",
                "RPUSH rq:queue:q a",
                "ZREM rq:scheduler:scheduled_jobs a");
        assertFound(FindingKind.EARLY);
    }

    @Test
    void aMoveInTwoStepsIsTorn() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("RPUSH", "rq:queue:q", "a");
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(FindingKind.TORN);
    }

    @Test
    void aCrashBetweenTheTwoStepsDoublesIt() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("RPUSH", "rq:queue:q", "a").write("RPUSH", "rq:queue:q", "a");
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a");
        assertFound(FindingKind.TORN, FindingKind.TORN, FindingKind.DOUBLED);
    }

    @Test
    void aHashThatSaysQueuedWithoutAPushIsTorn() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("HSET", "rq:job:a", "status", "queued");
        move("a", 1_000, 1);
        assertFound(FindingKind.TORN);
    }

    @Test
    void aMoveThatRedisRefusedAndThatWasTakenBackIsFine() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step("HSET rq:job:a status queued", "HSET rq:job:a status scheduled");
        move("a", 1_000, 1);
        assertFound();
    }

    @Test
    void soIsOneOfALaterRunWhoseHashSaidQueuedBefore() throws IOException {
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
    void aMoveWithoutTheLockIsUnfenced() throws IOException {
        once("a");
        once("b");
        schedule("a", 1_000).schedule("b", 1_000);
        aof.write("DEL", "rq:scheduler_lock");
        move("a", 1_000, 1);
        aof.write("SET", "rq:scheduler_lock", "1795457521.67", "EX", "11");
        move("b", 1_000, 1);
        assertFound(FindingKind.UNFENCED, FindingKind.UNFENCED);
    }

    @Test
    void whatIsStillThereIsLeft() throws IOException {
        once("a");
        ledger.promise("b", Rhythm.ONCE, Fate.QUEUED).scheduled(Answer.DONE, Instant.ofEpochSecond(9_000));
        schedule("a", 1_000).schedule("b", 9_000);
        assertFound(FindingKind.LEFT);
    }

    @Test
    void aJobThatNobodyPromisedIsUnexplained() throws IOException {
        schedule("a", 1_000).move("a", 1_000, 1);
        assertThat(account().findings()).isNotEmpty().allMatch(finding -> finding.kind() == FindingKind.UNEXPLAINED);
    }

    @Test
    void aWriteToAStrangeKeyIsUnexplainedUnlessItIsOurOwn() throws IOException {
        aof.write("SET", "elsewhere", "1").write("SET", "ours", "1");
        ledger.ownKey("ours");
        assertFound(FindingKind.UNEXPLAINED);
    }

    @Test
    void anUncertainJobMayBeThereOrNot() throws IOException {
        ledger.promise("a", Rhythm.ONCE, Fate.QUEUED);
        ledger.promise("b", Rhythm.ONCE, Fate.QUEUED);
        schedule("b", 1_000).move("b", 1_000, 2);
        assertFound();
        assertThat(account().uncertain()).isEqualTo(2);
    }

    @Test
    void aRefusedJobThatIsThereIsUnexplained() throws IOException {
        ledger.promise("a", Rhythm.ONCE, Fate.QUEUED).scheduled(Answer.NOT_DONE, null);
        schedule("a", 1_000).move("a", 1_000, 1);
        assertFound(FindingKind.UNEXPLAINED);
    }

    @Test
    void cancelledIsCancelled() throws IOException {
        once("a").cancelled(Answer.DONE);
        once("b").cancelled(Answer.UNKNOWN);
        once("c").cancelled(Answer.UNKNOWN);
        schedule("a", 1_000).schedule("b", 1_000).schedule("c", 1_000);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "a").write("ZREM", "rq:scheduler:scheduled_jobs", "b");
        move("c", 1_000, 1);
        assertFound();
        move("a", 1_000, 1);
        assertThat(kinds()).contains(FindingKind.UNEXPLAINED);
    }

    @Test
    void acknowledgedCancellationsMustBeThereAndRefusedOnesNot() throws IOException {
        once("a").cancelled(Answer.DONE);
        once("b").cancelled(Answer.NOT_DONE);
        schedule("a", 1_000).schedule("b", 1_000).move("a", 1_000, 1);
        aof.write("ZREM", "rq:scheduler:scheduled_jobs", "b");
        assertFound(FindingKind.UNEXPLAINED, FindingKind.LOST);
    }

    @Test
    void aNewDueTimeCounts() throws IOException {
        once("a").rescheduled(Instant.ofEpochSecond(1_500), Answer.DONE);
        schedule("a", 1_000);
        aof.write("ZADD", "rq:scheduler:scheduled_jobs", "XX", "1500", "a");
        move("a", 1_200, 1);
        assertFound(FindingKind.EARLY);
    }

    @Test
    void aNewDueTimeThatNobodyAskedForIsUnexplained() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.write("ZADD", "rq:scheduler:scheduled_jobs", "XX", "1500", "a");
        move("a", 1_500, 1);
        assertFound(FindingKind.UNEXPLAINED);
    }

    @Test
    void aPeriodicJobKeepsItsRhythmAndCatchesUpOnce() throws IOException {
        every("a", 10, 4);
        schedule("a", 1_000).again("a", 1_000, 1_010).again("a", 1_034, 1_040).again("a", 1_040, 1_050);
        move("a", 1_050, 1);
        assertFound();
        assertThat(account().runs()).isEqualTo(4);
    }

    @Test
    void runsThatAreLeftOutWithoutNeedAreLost() throws IOException {
        every("a", 10, 2);
        schedule("a", 1_000).again("a", 1_001, 1_020).move("a", 1_020, 1);
        assertFound(FindingKind.LOST);
    }

    @Test
    void aPeriodicJobThatEndsTooSoonIsLost() throws IOException {
        every("a", 10, 3);
        schedule("a", 1_000).again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertFound(FindingKind.LOST);
    }

    @Test
    void aRunTooManyIsADouble() throws IOException {
        every("a", 10, 1);
        schedule("a", 1_000).again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertFound(FindingKind.DOUBLED, FindingKind.DOUBLED);
    }

    @Test
    void oneDueTimeHasOneRun() throws IOException {
        every("a", 10, 3);
        schedule("a", 1_000).again("a", 1_000, 1_000);
        again("a", 1_000, 1_010).move("a", 1_010, 1);
        assertThat(kinds()).containsOnly(FindingKind.DOUBLED);
    }

    @Test
    void aRunOutOfItsRhythmIsUnexplained() throws IOException {
        every("a", 10, 2);
        schedule("a", 1_000).again("a", 1_000, 1_013).move("a", 1_013, 1);
        assertFound(FindingKind.UNEXPLAINED);
    }

    @Test
    void aCronJobRunsAtWholeStepsOfTheClock() throws IOException {
        ledger.promise("a", Rhythm.cron(Duration.ofSeconds(2), OptionalInt.empty()), Fate.QUEUED)
                .scheduled(Answer.DONE, Instant.ofEpochSecond(1_000));
        schedule("a", 1_000).again("a", 1_000, 1_002).again("a", 1_007, 1_008).again("a", 1_008, 9_000);
        assertFound(FindingKind.LOST);
    }

    @Test
    void poisonedJobsGetToWhereTheyBelong() throws IOException {
        for (Fate fate : Fate.values()) {
            ledger.promise(fate.name(), Rhythm.ONCE, fate).scheduled(Answer.DONE, Instant.ofEpochSecond(1_000));
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
    void aGoodJobInQuarantineIsUnexplained() throws IOException {
        once("a");
        schedule("a", 1_000);
        aof.step("ZADD rq:scheduling:quarantine 1000 a", "ZREM rq:scheduler:scheduled_jobs a");
        assertFound(FindingKind.UNEXPLAINED);
    }

    @Test
    void aBadJobInAQueueIsUnexplained() throws IOException {
        ledger.promise("a", Rhythm.ONCE, Fate.QUARANTINED).scheduled(Answer.DONE, Instant.ofEpochSecond(1_000));
        schedule("a", 1_000).move("a", 1_000, 1);
        assertFound(FindingKind.UNEXPLAINED);
    }

    private Promise once(String id) {
        Promise promise = ledger.promise(id, Rhythm.ONCE, Fate.QUEUED);
        promise.scheduled(Answer.DONE, Instant.ofEpochSecond(1_000));
        return promise;
    }

    private void every(String id, int seconds, int runs) {
        ledger.promise(id, Rhythm.every(Duration.ofSeconds(seconds), OptionalInt.of(runs)), Fate.QUEUED)
                .scheduled(Answer.DONE, Instant.ofEpochSecond(1_000));
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

    private void assertFound(FindingKind... kinds) throws IOException {
        assertThat(account().findings()).extracting(Finding::kind).containsExactlyInAnyOrder(kinds);
    }

    private java.util.List<FindingKind> kinds() throws IOException {
        return account().findings().stream().map(Finding::kind).toList();
    }

    private Account account() throws IOException {
        Accountant accountant = new Accountant(ledger);
        return accountant.draw(accountant.replay(aof.in(folder)), END);
    }
}
