/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What a backlog consists of.
 *
 * @param name such as {@code one-off}
 * @param portions jobs of a kind on a queue, by their share
 * @param queues how many there are
 */
public record Workload(String name, List<Portion> portions, int queues) {

    /**
     * @param share of all jobs of the backlog, in 1/1000
     */
    public record Portion(JobKind kind, String queue, int share) {}

    public Workload {
        portions = List.copyOf(portions);
        if (portions.stream().mapToInt(Portion::share).sum() != 1_000) {
            throw new IllegalArgumentException("the shares of " + name + " are not 1000 in all");
        }
    }

    /** Jobs of one kind, evenly over so many queues. */
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

    /** How many of a backlog are of each portion; the last one takes what the shares leave over. */
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

    /** How many of a backlog get a next run instead of leaving the schedule. */
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
