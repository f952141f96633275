/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Shows leader, backlog, schedules and quarantine in a line or two each. */
record StateLines(Overview overview, Optional<Throughput.Rate> rate) {

    private static final int MOST_STANDBYS = 4;

    /** Any pass takes up to this long. */
    private static final Duration LATE = Duration.ofSeconds(1);

    List<TopLine> lines() {
        List<TopLine> lines = new ArrayList<>();
        lines.add(leader());
        lines.addAll(standbys());
        lines.add(backlog());
        lines.add(scheduled());
        lines.add(moved());
        lines.add(schedules());
        lines.add(quarantine());
        return lines;
    }

    private TopLine leader() {
        TopLine line = TopLine.of("leader");
        Overview.Lead lead = overview.lead();
        Optional<Overview.Scheduler> leader = overview.schedulers().stream()
                .filter(Overview.Scheduler::leader)
                .findFirst();
        if (leader.isPresent()) {
            line.bold(leader.get().name()).plain(where(leader.get()));
            return lead.leaseRest()
                    .map(rest -> line.faint("; lease valid for " + length(rest)))
                    .orElse(line);
        }
        return switch (lead.by()) {
            case OURS ->
                lead.name()
                        .map(name -> line.bold(name).plain(", which is not registered"))
                        .orElseGet(() -> line.warn("none at the moment; a standby will take over"));
            case PYTHON -> line.plain("Python's rqscheduler, which takes the lock for each pass");
            case BLOCKED -> line.bad("none: the lock is never released");
            case NOBODY -> line.bad("none: no jobs are being moved");
            case UNKNOWN -> line.warn("none seen yet");
        };
    }

    private List<TopLine> standbys() {
        List<Overview.Scheduler> standbys = overview.schedulers().stream()
                .filter(scheduler -> !scheduler.leader())
                .toList();
        if (standbys.isEmpty()) {
            return List.of(TopLine.of("standby").faint("none"));
        }
        List<TopLine> lines = new ArrayList<>();
        for (Overview.Scheduler standby : standbys.subList(0, Math.min(standbys.size(), MOST_STANDBYS))) {
            lines.add(TopLine.of(lines.isEmpty() ? "standby" : "")
                    .bold(standby.name())
                    .plain(where(standby)));
        }
        if (standbys.size() > MOST_STANDBYS) {
            lines.add(TopLine.of("").faint("and " + (standbys.size() - MOST_STANDBYS) + " more"));
        }
        return lines;
    }

    private String where(Overview.Scheduler scheduler) {
        if (!scheduler.ours()) {
            return " (Python's)";
        }
        return " (host " + scheduler.host().orElse("") + ", pid "
                + scheduler.pid().orElse("") + ", "
                + scheduler.version().orElse("")
                + scheduler
                        .birth()
                        .map(birth -> ", up " + length(Duration.between(birth, overview.now())))
                        .orElse("")
                + scheduler
                        .heartbeatAge()
                        .map(age -> ", last heartbeat " + length(age) + " ago")
                        .orElse("") + ")";
    }

    private TopLine backlog() {
        TopLine line = TopLine.of("backlog");
        Overview.Backlog backlog = overview.backlog();
        if (backlog.problem().isPresent()) {
            return line.bad(backlog.problem().get());
        }
        if (backlog.due().isEmpty()) {
            return line.warn("unknown");
        }
        if (backlog.due().getAsLong() == 0) {
            return line.good("nothing is overdue");
        }
        Duration oldest = backlog.oldestDue()
                .map(due -> Duration.between(due, overview.now()))
                .orElse(Duration.ZERO);
        String words = NumberText.number(backlog.due()) + " due, the oldest overdue by " + length(oldest);
        return oldest.compareTo(LATE) > 0 ? line.bad(words) : line.plain(words);
    }

    private TopLine scheduled() {
        Overview.Backlog backlog = overview.backlog();
        return TopLine.of("scheduled")
                .plain(NumberText.count(backlog.scheduled(), "job"))
                .plain(backlog.nextDue().map(next -> ", next " + relative(next)).orElse(""));
    }

    private TopLine moved() {
        TopLine line = TopLine.of("moved");
        if (rate.isEmpty()) {
            boolean reported = overview.schedulers().stream()
                    .anyMatch(scheduler -> scheduler.work().isPresent());
            return line.faint(
                    reported
                            ? "not known until the second heartbeat"
                            : overview.lead().by() == Leadership.PYTHON
                                    ? "unknown: Python's schedulers do not report it"
                                    : "unknown: no scheduler reports it");
        }
        Throughput.Rate known = rate.get();
        String perSecond = known.perSecond() < 10 && known.perSecond() > 0
                ? String.format(Locale.ROOT, "%.1f", known.perSecond())
                : NumberText.number(Math.round(known.perSecond()));
        line.bold(perSecond + " a second").faint(" over " + length(known.over()));
        return known.late()
                .map(late -> late.compareTo(LATE) > 0
                        ? line.bad(", up to " + length(late) + " late")
                        : line.plain(String.format(Locale.ROOT, ", up to %.1f ms late", late.toNanos() / 1e6)))
                .orElse(line);
    }

    private TopLine schedules() {
        Overview.Schedules schedules = overview.schedules();
        TopLine line = TopLine.of("schedules");
        if (schedules.all().isPresent() && schedules.all().getAsLong() == 0) {
            return line.faint("none");
        }
        if (schedules.all().isEmpty() || schedules.active().isEmpty()) {
            return line.warn(NumberText.number(schedules.all()))
                    .plain(schedules.all().isPresent() ? ", states unknown" : "");
        }
        line.plain(NumberText.number(schedules.all()) + ": " + NumberText.number(schedules.active()) + " active");
        part(line, schedules.paused(), "paused");
        part(line, schedules.waiting(), "waiting");
        part(line, schedules.finished(), "finished");
        long broken = schedules.broken().orElse(0);
        return broken == 0 ? line : line.plain(", ").bad(NumberText.number(broken) + " broken");
    }

    private static void part(TopLine line, OptionalLong count, String state) {
        if (count.orElse(0) > 0) {
            line.plain(", " + NumberText.number(count) + " " + state);
        }
    }

    private TopLine quarantine() {
        Overview.Quarantine quarantine = overview.quarantine();
        TopLine line = TopLine.of("quarantine");
        if (quarantine.count().isPresent() && quarantine.count().getAsLong() == 0) {
            return line.faint("empty");
        }
        line.warn(NumberText.count(quarantine.count(), "job"));
        return quarantine.newest().stream()
                .findFirst()
                .map(newest -> line.plain("; " + relative(newest.since()) + " ")
                        .bold(newest.id())
                        .plain(": " + newest.reason()))
                .orElse(line);
    }

    private String relative(Instant instant) {
        return TimeText.relative(instant, overview.now());
    }

    private static String length(Duration length) {
        return TimeText.length(length.isNegative() ? Duration.ZERO : length);
    }
}
