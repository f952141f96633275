/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;

/**
 * The next hour as a bar chart, one bar per minute.
 *
 * @param summary describes the chart for users who cannot see it
 */
public record Timeline(List<Bar> bars, long jobs, long runs, String summary) {

    /** Height of the chart, in its own units. */
    public static final int HEIGHT = 100;

    /** Width of a bar plus the gap after it. */
    public static final int STEP = 10;

    /**
     * The bar of one minute.
     *
     * @param jobsHeight height of the lower part, for jobs
     * @param runsHeight height of the upper part, for schedule runs
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
            return new Timeline(List.of(), 0, 0, "Could not read the runs due in the next hour.");
        }
        long most = minutes.stream().mapToLong(Timeline::all).max().orElse(0);
        List<Bar> bars = new ArrayList<>(minutes.size());
        for (int i = 0; i < minutes.size(); i++) {
            Overview.Minute minute = minutes.get(i);
            long all = all(minute);
            int height = height(all, most);
            int jobs = all == 0 ? 0 : (int) Math.round((double) height * jobs(minute) / all);
            bars.add(new Bar(i * STEP, jobs, height - jobs, words(minute, clock)));
        }
        long jobs = minutes.stream().mapToLong(Timeline::jobs).sum();
        long runs = minutes.stream().mapToLong(Timeline::runs).sum();
        return new Timeline(bars, jobs, runs, summary(minutes, most, jobs, runs, clock));
    }

    private static long jobs(Overview.Minute minute) {
        return minute.jobs().orElse(0);
    }

    private static long runs(Overview.Minute minute) {
        return minute.runs().orElse(0);
    }

    private static long all(Overview.Minute minute) {
        return jobs(minute) + runs(minute);
    }

    /** Logarithmic, so that a minute with one job is visible next to one with ten thousand. */
    private static int height(long count, long most) {
        return count == 0
                ? 0
                : (int) Math.max(6, Math.round(HEIGHT * Math.log1p((double) count) / Math.log1p((double) most)));
    }

    private static String words(Overview.Minute minute, PageClock clock) {
        return clock.minute(minute.from()) + ": " + NumberText.count(jobs(minute), "job") + ", "
                + NumberText.count(runs(minute), "schedule run");
    }

    private static String summary(List<Overview.Minute> minutes, long most, long jobs, long runs, PageClock clock) {
        if (most == 0) {
            return "Nothing is due in the next hour.";
        }
        Overview.Minute busiest = minutes.stream()
                .filter(minute -> all(minute) == most)
                .findFirst()
                .orElseThrow();
        return NumberText.count(jobs, "job") + " and " + NumberText.count(runs, "schedule run")
                + " due in the next hour. Busiest minute: " + clock.minute(busiest.from()) + ", with "
                + NumberText.number(most) + ".";
    }
}
