/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobNotScheduledException;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.Promise;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The scheduler's client that records each reply in the promise. A call without a reply is never repeated, since it may have
 * been executed; it stays uncertain. Thread-safe.
 */
final class LoadClient implements AutoCloseable {

    private final SchedulerClient scheduler;

    LoadClient(String url) {
        this.scheduler = SchedulerClient.builder()
                .redis(url)
                .cronZone(ZoneOffset.UTC)
                .maxConnections(4)
                .build();
    }

    /**
     * Schedules jobs in one call to Redis: at most 100, of modest size.
     *
     * @return the acknowledgement, the same for all of them
     */
    Acknowledgement schedule(List<JobMaker.Order> orders) {
        orders.forEach(order ->
                order.promise().scheduled(Acknowledgement.UNKNOWN, order.due().orElse(null)));
        try {
            List<ScheduledJob> jobs = scheduler.scheduleAll(
                    orders.stream().map(JobMaker.Order::request).toList());
            for (int i = 0; i < jobs.size(); i++) {
                JobMaker.Order order = orders.get(i);
                // The requested time counts if it is known: a reply with another time would be a fault.
                order.promise()
                        .scheduled(
                                Acknowledgement.DONE,
                                order.due().orElse(jobs.get(i).due()));
            }
            return Acknowledgement.DONE;
        } catch (RedisException e) {
            Acknowledgement answer = answer(e);
            orders.forEach(
                    order -> order.promise().scheduled(answer, order.due().orElse(null)));
            return answer;
        }
    }

    void cancel(Promise promise) {
        promise.cancelled(Acknowledgement.UNKNOWN);
        try {
            promise.cancelled(scheduler.cancel(promise.id()) ? Acknowledgement.DONE : Acknowledgement.NOT_DONE);
        } catch (RedisException e) {
            promise.cancelled(answer(e));
        }
    }

    void reschedule(Promise promise, Instant newDue) {
        Instant due = newDue.truncatedTo(ChronoUnit.MICROS);
        promise.rescheduled(due, Acknowledgement.UNKNOWN);
        try {
            scheduler.reschedule(promise.id(), due);
            promise.rescheduled(due, Acknowledgement.DONE);
        } catch (JobNotScheduledException e) {
            promise.rescheduled(due, Acknowledgement.NOT_DONE);
        } catch (RedisException e) {
            promise.rescheduled(due, answer(e));
        }
    }

    /** An error reply means that nothing was done; a broken connection means nothing is known. */
    static Acknowledgement answer(RedisException failure) {
        return failure.kind() == RedisException.Kind.UNREACHABLE ? Acknowledgement.UNKNOWN : Acknowledgement.NOT_DONE;
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
