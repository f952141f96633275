/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.Poll;
import dev.rqscheduler.lab.arena.Ports;
import dev.rqscheduler.lab.arena.ProcessStats;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.ScheduleBacklog;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Costs of the web page: response times with much data in Redis, and the effect on the scheduler. */
public final class PagePart extends Part {

    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 4);
    private static final int REQUESTS = 20;
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    /** No user opens a page sooner after the start, and the scheduler uses this time to prepare one. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(1);

    /** No user reads faster. */
    private static final Duration CLICK = Duration.ofSeconds(2);

    /** Size of the backlog, in medium backlogs: long enough for several pages. */
    private static final int BACKLOGS = 6;

    private static final String WITHOUT = "page/rate/without";
    private static final String WITH = "page/rate/with";

    public PagePart(BenchContext context) {
        super("page", context);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        progress("memory at rest");
        context.redis().jedis().flushAll();
        for (int i = 0; i < context.repetitions(); i++) {
            rest("page/memory/without", List.of(), results);
            rest("page/memory/with", http(Ports.free()), results);
        }
        JobIds ids = new JobIds(context.seed());
        load(ids);
        int port = Ports.free();
        List<String> options = new ArrayList<>(http(port));
        options.addAll(SchedulerCommand.JSON_LOG);
        try (SchedulerChild scheduler = context.start(options)) {
            String url = "http://127.0.0.1:" + port;
            context.redis().awaitLeader();
            Poll.until("the page is served at " + url, START_LIMIT, Duration.ofMillis(5), () -> accepts(port));
            Thread.sleep(SETTLING_TIME.toMillis());
            try (PageReader reader = new PageReader(url)) {
                times(reader, pages(ids.id(0)), results);
            }
            results.add("page/memory/used", "MB", megabytes(scheduler));
            rates(
                    new BacklogRun(context, scheduler),
                    url,
                    List.copyOf(pages(ids.id(0)).values()),
                    results);
        }
        context.redis().jedis().flushAll();
    }

    private static List<String> http(int port) {
        return List.of("--http", Integer.toString(port));
    }

    private static boolean accepts(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the labels and paths of the pages. */
    private static Map<String, String> pages(String id) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("jobs", "/jobs");
        pages.put("jobs by queue", "/jobs?queue=" + Workload.queueName(1));
        pages.put("jobs by a function that none has", "/jobs?function=nobody.calls");
        pages.put("jobs by an id that none has", "/jobs?id=nobodyhasthis");
        pages.put("one job", "/jobs/" + id);
        pages.put("schedules", "/schedules");
        pages.put("schedules by a text that none has", "/schedules?text=nobodyhasthis");
        pages.put("one schedule", "/schedules/" + ScheduleBacklog.name("far", 0));
        pages.put("quarantine", "/quarantine");
        return pages;
    }

    private void rest(String name, List<String> options, Results results) throws InterruptedException {
        try (SchedulerChild scheduler = context.start(options)) {
            context.redis().awaitLeader();
            context.rest();
            results.add(name, "MB", megabytes(scheduler));
        }
    }

    private static double megabytes(SchedulerChild scheduler) {
        return new ProcessStats(scheduler.pid()).residentMegabytes();
    }

    private void load(JobIds ids) {
        int jobs = context.scale().large();
        progress("loading " + Numbers.text(jobs) + " jobs");
        long now = context.redis().now().getEpochSecond();
        SplittableRandom random = new SplittableRandom(context.seed());
        long week = Duration.ofDays(7).toSeconds();
        context.backlog()
                .load(
                        Keys.SCHEDULED_JOBS,
                        JOBS,
                        jobs,
                        ids,
                        number -> Instant.ofEpochSecond(now + 1_800 + random.nextLong(week)));
        new ScheduleBacklog(context.redis()).loadFar(context.scale().schedules(), Workload.queueName(0));
    }

    private void times(PageReader reader, Map<String, String> pages, Results results) throws InterruptedException {
        progress("each page " + REQUESTS + " times");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            results.add("page/first/" + page.getKey(), "ms", reader.millis(page.getValue()));
            for (int i = 0; i < REQUESTS; i++) {
                results.add("page/time/" + page.getKey(), "ms", reader.millis(page.getValue()));
            }
        }
    }

    /** Moves backlogs in addition to all the jobs that are not due, without and with a reader. */
    private void rates(BacklogRun backlogs, String url, List<String> paths, Results results)
            throws InterruptedException {
        rate(backlogs, -1);
        for (int i = 0; i < context.repetitions(); i++) {
            progress("move rate without and with a reader, " + (i + 1));
            results.add(WITHOUT, "jobs/s", rate(backlogs, 2 * i));
            try (PageReader reader = new PageReader(url)) {
                reader.keepReading(paths, CLICK);
                results.add(WITH, "jobs/s", rate(backlogs, 2 * i + 1));
            }
        }
    }

    private double rate(BacklogRun backlogs, int round) throws InterruptedException {
        int jobs = BACKLOGS * context.scale().medium();
        return backlogs.moreJobs(JOBS, jobs, context.seed() + 1_000 + round).rate();
    }

    @Override
    public List<Section> sections(Results results) {
        Section times = new Section(
                "Pages",
                "With " + Numbers.text(context.scale().large()) + " scheduled jobs and "
                        + Numbers.text(context.scale().schedules())
                        + " named schedules: from the request to the end of the"
                        + " response, in milliseconds; the first request, a second after the start, then "
                        + REQUESTS + " more.",
                "page",
                "first",
                "median",
                "slowest");
        for (String page : pages("").keySet()) {
            if (results.median("page/time/" + page).isPresent()) {
                times.row(
                        page,
                        one(results.median("page/first/" + page).orElse(0)),
                        one(results.median("page/time/" + page).orElse(0)),
                        one(results.max("page/time/" + page).orElse(0)));
            }
        }
        Section cost = new Section(
                "Cost of the page for the scheduler",
                "Moves of " + Numbers.text(BACKLOGS * context.scale().medium())
                        + " due jobs in addition to those that are not due, in turns without and with a user who opens these"
                        + " pages one after the other, " + CLICK.toSeconds()
                        + " seconds after the previous one. Resident memory "
                        + context.scale().restSeconds() + " seconds after the start, in turns.",
                "what",
                "without",
                "with");
        cost.figures("jobs moved a second", results, WITHOUT, WITH);
        cost.figures("resident at rest, MB", results, "page/memory/without", "page/memory/with");
        cost.figures("after all these pages, MB", results, "-", "page/memory/used");
        return List.of(times, cost);
    }

    private static String one(double millis) {
        return Numbers.text(Math.round(millis * 10) / 10.0);
    }
}
