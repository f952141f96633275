/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The composition of a backlog.
 *
 * @param name such as {@code one-off}
 * @param portions jobs of a kind in a queue, by share
 * @param queues number of queues
 */
public record Workload(String name, List<Portion> portions, int queues) {

    /**
     * @param share of all jobs of the backlog, in thousandths
     */
    public record Portion(JobKind kind, String queue, int share) {}

    public Workload {
        portions = List.copyOf(portions);
        if (portions.stream().mapToInt(Portion::share).sum() != 1_000) {
            throw new IllegalArgumentException("the shares of " + name + " do not add up to 1000");
        }
    }

    /** Jobs of one kind, distributed evenly over {@code queues} queues. */
    public static Workload of(String name, JobKind kind, int queues) {
        List<Portion> portions = new ArrayList<>();
        for (int queue = 0; queue < queues; queue++) {
            portions.add(new Portion(kind, queueName(queue), 1_000 * (queue + 1) / queues - 1_000 * queue / queues));
        }
        return new Workload(name, portions, queues);
    }

    /** 80 % one-off jobs over ten queues, an eighth of them with meta, 10 % interval and 10 % cron jobs. */
    public static Workload mix(String name) {
        List<Portion> portions = new ArrayList<>();
        for (int queue = 0; queue < 10; queue++) {
            portions.add(new Portion(JobKind.ONE_OFF, queueName(queue), 70));
            portions.add(new Portion(JobKind.ONE_OFF_WITH_META, queueName(queue), 10));
            portions.add(new Portion(JobKind.INTERVAL, queueName(queue), 10));
            portions.add(new Portion(JobKind.CRON, queueName(queue), 10));
        }
        return new Workload(name, portions, 10);
    }

    /** Returns the number of jobs of each portion; the last one takes the remainder. */
    public int[] counts(int jobs) {
        int[] counts = new int[portions.size()];
        int rest = jobs;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i == counts.length - 1
                    ? rest
                    : (int) ((long) jobs * portions.get(i).share() / 1_000);
            rest -= counts[i];
        }
        return counts;
    }

    /** Returns how many jobs get a next run instead of leaving the schedule. */
    public int periodic(int jobs) {
        int[] counts = counts(jobs);
        int periodic = 0;
        for (int i = 0; i < counts.length; i++) {
            periodic += portions.get(i).kind().isPeriodic() ? counts[i] : 0;
        }
        return periodic;
    }

    public static String queueName(int number) {
        return "queue-" + number;
    }
}
