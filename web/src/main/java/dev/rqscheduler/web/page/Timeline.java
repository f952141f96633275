/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Overview;
import java.util.ArrayList;
import java.util.List;

/**
 * The coming hour as bars, one for each minute.
 *
 * @param bars from left to right
 * @param jobs in all
 * @param runs of named schedules in all
 * @param summary for those who do not see the bars
 */
public record Timeline(List<Bar> bars, long jobs, long runs, String summary) {

    /** Of the picture, in units of its own. */
    public static final int HEIGHT = 100;

    /** Of each bar and the gap behind it. */
    public static final int STEP = 10;

    /**
     * A minute.
     *
     * @param x from the left
     * @param jobsHeight of the part that stands for jobs, at the bottom
     * @param runsHeight of the part that stands for runs of schedules, on top of that
     * @param words what it stands for
     */
    public record Bar(int x, int jobsHeight, int runsHeight, String words) {

        public int jobsTop() {
            return HEIGHT - jobsHeight;
        }

        public int runsTop() {
            return HEIGHT - jobsHeight - runsHeight;
        }
    }

    static Timeline of(List<Overview.Minute> minutes, PageClock clock) {
        if (!minutes.stream().allMatch(Overview.Minute::known)) {
            return new Timeline(List.of(), 0, 0, "What is due in the coming hour could not be read.");
        }
        long most = minutes.stream()
                .mapToLong(minute -> minute.jobs() + minute.runs())
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>(minutes.size());
        for (int i = 0; i < minutes.size(); i++) {
            Overview.Minute minute = minutes.get(i);
            long all = minute.jobs() + minute.runs();
            int height = height(all, most);
            int jobs = all == 0 ? 0 : (int) Math.round((double) height * minute.jobs() / all);
            bars.add(new Bar(i * STEP, jobs, height - jobs, words(minute, clock)));
        }
        long jobs = minutes.stream().mapToLong(Overview.Minute::jobs).sum();
        long runs = minutes.stream().mapToLong(Overview.Minute::runs).sum();
        return new Timeline(bars, jobs, runs, summary(minutes, most, jobs, runs, clock));
    }

    /** By the logarithm: a minute with one job shows beside one with ten thousand. */
    private static int height(long count, long most) {
        return count == 0
                ? 0
                : (int) Math.max(6, Math.round(HEIGHT * Math.log1p((double) count) / Math.log1p((double) most)));
    }

    private static String words(Overview.Minute minute, PageClock clock) {
        return clock.minute(minute.from()) + ": " + Words.count(minute.jobs(), "job") + ", "
                + Words.count(minute.runs(), "scheduled run");
    }

    private static String summary(List<Overview.Minute> minutes, long most, long jobs, long runs, PageClock clock) {
        if (most == 0) {
            return "Nothing is due in the coming hour.";
        }
        Overview.Minute busiest = minutes.stream()
                .filter(minute -> minute.jobs() + minute.runs() == most)
                .findFirst()
                .orElseThrow();
        return "In the coming hour " + Words.count(jobs, "job") + " and " + Words.count(runs, "run")
                + " of schedules are due, most of them, " + Words.number(most) + ", in the minute of "
                + clock.minute(busiest.from()) + ".";
    }
}
