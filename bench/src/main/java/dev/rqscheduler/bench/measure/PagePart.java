/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.NamedBacklog;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What the page costs: how soon each of its pages is there with much in Redis, and what it takes from the scheduler. */
public final class PagePart implements Part {

    private static final Workload JOBS = Workload.of("one-off", JobKind.ONE_OFF, 4);
    private static final int REQUESTS = 20;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();
    /** Nobody opens a page sooner after the start, and the scheduler uses this time to make one ahead. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** Nobody reads faster. */
    private static final Duration CLICK = Duration.ofSeconds(2);

    /** In medium backlogs: long enough for several pages. */
    private static final int BACKLOGS = 6;

    private static final List<String> HTTP = List.of("--http", "0");
    private static final String WITHOUT = "page/rate/without";
    private static final String WITH = "page/rate/with";

    private final Stage stage;

    public PagePart(Stage stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        stage.progress().accept("page: memory at rest");
        stage.redis().jedis().flushAll();
        for (int i = 0; i < stage.repetitions(); i++) {
            rest("page/memory/without", List.of(), results);
            rest("page/memory/with", HTTP, results);
        }
        JobIds ids = new JobIds(stage.seed());
        load(ids);
        try (Daemon daemon = Daemon.start(stage.root(), stage.redis(), stage.folder(), HTTP)) {
            daemon.awaitLeading(1);
            Thread.sleep(SETTLED.toMillis());
            try (PageReader reader = new PageReader(daemon.pageUrl())) {
                times(reader, pages(ids.id(0)), results);
            }
            results.add("page/memory/used", "MB", megabytes(daemon));
            rates(daemon, List.copyOf(pages(ids.id(0)).values()), results);
        }
        stage.redis().jedis().flushAll();
    }

    /** What they are called, and their addresses. */
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
        pages.put("one schedule", "/schedules/" + NamedBacklog.name("far", 0));
        pages.put("quarantine", "/quarantine");
        return pages;
    }

    private void rest(String name, List<String> options, Results results) throws InterruptedException {
        try (Daemon daemon = Daemon.start(stage.root(), stage.redis(), stage.folder(), options)) {
            daemon.awaitLeading(1);
            Thread.sleep(Duration.ofSeconds(stage.scale().restSeconds()).toMillis());
            results.add(name, "MB", megabytes(daemon));
        }
    }

    private static double megabytes(Daemon daemon) {
        return new ProcessFigures(daemon.pid()).residentBytes() / Memory.MEGABYTE;
    }

    private void load(JobIds ids) {
        int jobs = stage.scale().large();
        stage.progress().accept("page: loading " + Numbers.text(jobs) + " jobs");
        long now = stage.redis().now().getEpochSecond();
        SplittableRandom random = new SplittableRandom(stage.seed());
        long week = Duration.ofDays(7).toSeconds();
        stage.backlog()
                .load(Keys.SCHEDULED_JOBS, JOBS, jobs, ids, number -> (double) (now + 1_800 + random.nextLong(week)));
        new NamedBacklog(stage.redis()).loadFar(stage.scale().schedules(), Workload.queueName(0));
    }

    private void times(PageReader reader, Map<String, String> pages, Results results) throws InterruptedException {
        stage.progress().accept("page: each page " + REQUESTS + " times");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            results.add("page/first/" + page.getKey(), "ms", reader.millis(page.getValue()));
            for (int i = 0; i < REQUESTS; i++) {
                results.add("page/time/" + page.getKey(), "ms", reader.millis(page.getValue()));
            }
        }
    }

    private void rates(Daemon daemon, List<String> paths, Results results) throws InterruptedException {
        Gate gate = new Gate(stage.redis(), daemon);
        rate(gate, -1);
        for (int i = 0; i < stage.repetitions(); i++) {
            stage.progress().accept("page: move rate without and with a reader, " + (i + 1));
            results.add(WITHOUT, "jobs/s", rate(gate, 2 * i));
            try (PageReader reader = new PageReader(daemon.pageUrl())) {
                reader.keepReading(paths, CLICK);
                results.add(WITH, "jobs/s", rate(gate, 2 * i + 1));
            }
        }
    }

    /** Moves a backlog that is due, beside all the jobs that are not. */
    private double rate(Gate gate, int round) throws InterruptedException {
        BenchRedis redis = stage.redis();
        int jobs = BACKLOGS * stage.scale().medium();
        gate.hold();
        for (int i = 0; i < JOBS.queues(); i++) {
            redis.jedis().del(Keys.queue(Workload.queueName(i)));
        }
        stage.backlog().load(Keys.SCHEDULED_JOBS, JOBS, jobs, new JobIds(stage.seed() + 1_000 + round), stage.seed());
        long until = redis.now().getEpochSecond();
        long start = gate.open();
        while (redis.jedis().zcount(Keys.SCHEDULED_JOBS, 0, (double) until) > 0) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("the backlog was not moved within five minutes");
            }
            LockSupport.parkNanos(4_000_000);
        }
        return jobs / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public List<Section> sections(Results results) {
        Section times = new Section(
                "Pages",
                "With " + Numbers.text(stage.scale().large()) + " scheduled jobs and "
                        + Numbers.text(stage.scale().schedules())
                        + " named schedules: from the request until all of the"
                        + " page is there, in milliseconds; the very first request, a second after the start, then "
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
                "What the page takes from the scheduler",
                "Moves of " + Numbers.text(BACKLOGS * stage.scale().medium())
                        + " due jobs beside those that are not, in turns without and with somebody who opens one of these"
                        + " pages after the other, " + CLICK.toSeconds()
                        + " seconds after the last one came. Resident memory "
                        + stage.scale().restSeconds() + " seconds after the start, in turns.",
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
