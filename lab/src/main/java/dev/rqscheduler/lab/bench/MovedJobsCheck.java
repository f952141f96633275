/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.Workload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Checks that each job of a backlog was moved, once, and is where it must be afterwards. */
final class MovedJobsCheck {

    private static final int PAGE = 10_000;

    private MovedJobsCheck() {}

    /**
     * Checks a backlog that has been moved.
     *
     * @return what is wrong; empty if nothing is
     */
    static List<String> problems(LabRedis redis, Workload workload, int jobs, JobIds ids) {
        List<String> problems = new ArrayList<>();
        Jedis jedis = redis.jedis();
        BitSet seen = new BitSet(jobs);
        long queued = 0;
        for (int queue = 0; queue < workload.queues(); queue++) {
            String key = Keys.queue(Workload.queueName(queue));
            long length = jedis.llen(key);
            queued += length;
            for (long from = 0; from < length; from += PAGE) {
                for (String id : jedis.lrange(key, from, from + PAGE - 1)) {
                    int number = ids.number(id);
                    if (number < 0 || number >= jobs) {
                        problems.add("queued, but not part of the backlog: " + id);
                    } else {
                        seen.set(number);
                    }
                }
            }
        }
        if (seen.cardinality() != jobs || queued != jobs) {
            problems.add(
                    jobs + " jobs were due, and " + queued + " pushes were made of " + seen.cardinality() + " jobs");
        }
        long left = jedis.zcard(Keys.SCHEDULED_JOBS);
        int periodic = workload.periodic(jobs);
        if (left != periodic) {
            problems.add(left + " jobs are scheduled after the run instead of " + periodic);
        }
        long due = jedis.zcount(Keys.SCHEDULED_JOBS, 0, (double) redis.now().getEpochSecond());
        if (due != 0) {
            problems.add(due + " jobs are still due after the run");
        }
        return problems;
    }
}
