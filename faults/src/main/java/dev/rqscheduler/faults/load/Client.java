/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The product's client, with a memory: each answer goes into the promise. A call without an answer is never made again,
 * since it may have been done; it stays uncertain. Thread-safe.
 */
final class Client implements AutoCloseable {

    private final SchedulerClient scheduler;

    Client(String url) {
        this.scheduler = SchedulerClient.builder()
                .redis(url)
                .cronZone(java.time.ZoneOffset.UTC)
                .maxConnections(4)
                .build();
    }

    /**
     * Asks for jobs, all in one call to Redis: at most 100, of modest size.
     *
     * @return what was answered, for all of them the same
     */
    Answer schedule(List<JobMaker.Order> orders) {
        orders.forEach(
                order -> order.promise().scheduled(Answer.UNKNOWN, order.due().orElse(null)));
        try {
            List<ScheduledJob> jobs = scheduler.scheduleAll(
                    orders.stream().map(JobMaker.Order::request).toList());
            for (int i = 0; i < jobs.size(); i++) {
                JobMaker.Order order = orders.get(i);
                // What was asked for counts where it is known: an answer with another time would be a fault.
                order.promise()
                        .scheduled(Answer.DONE, order.due().orElse(jobs.get(i).due()));
            }
            return Answer.DONE;
        } catch (RedisException e) {
            Answer answer = answer(e);
            orders.forEach(
                    order -> order.promise().scheduled(answer, order.due().orElse(null)));
            return answer;
        }
    }

    void cancel(Promise promise) {
        promise.cancelled(Answer.UNKNOWN);
        try {
            promise.cancelled(scheduler.cancel(promise.id()) ? Answer.DONE : Answer.NOT_DONE);
        } catch (RedisException e) {
            promise.cancelled(answer(e));
        }
    }

    void reschedule(Promise promise, Instant newDue) {
        Instant due = newDue.truncatedTo(ChronoUnit.MICROS);
        promise.rescheduled(due, Answer.UNKNOWN);
        try {
            scheduler.reschedule(promise.id(), due);
            promise.rescheduled(due, Answer.DONE);
        } catch (JobNotScheduledException e) {
            promise.rescheduled(due, Answer.NOT_DONE);
        } catch (RedisException e) {
            promise.rescheduled(due, answer(e));
        }
    }

    /** An error reply says for sure that nothing was done; a broken connection says nothing. */
    static Answer answer(RedisException failure) {
        return failure.kind() == RedisException.Kind.UNREACHABLE ? Answer.UNKNOWN : Answer.NOT_DONE;
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
