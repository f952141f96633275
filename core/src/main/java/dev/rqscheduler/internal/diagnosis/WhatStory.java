/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.move.MetaSummary;
import dev.rqscheduler.internal.run.JobRun;
import dev.rqscheduler.internal.schedule.ScheduleName;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.CronPreview;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.FixedRate;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Meta;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes what a job is and when it runs. */
final class WhatStory {

    private static final int RUNS_SHOWN = 3;
    private static final int LONGEST_CALL = 200;

    private WhatStory() {}

    static List<String> what(JobFacts facts) {
        List<String> sentences = new ArrayList<>();
        String type = facts.job().type();
        if (!type.equals("hash")) {
            sentences.add(
                    type.equals("none")
                            ? "its hash rq:job:" + facts.id() + " is gone, so what it was is unknown"
                            : "rq:job:" + facts.id() + " is a " + type + ", not a hash, so it is not a job");
            return sentences;
        }
        if (!facts.hasJob()) {
            sentences.add("its hash has no data, so RQ sees no job");
            return sentences;
        }
        String queue = facts.queue().isEmpty()
                ? "no queue (its hash has no origin)"
                : "queue " + Excerpt.quoted(facts.queue());
        sentences.add(call(facts) + ", " + queue + ", " + rhythm(summary(facts)));
        run(facts).ifPresent(sentences::add);
        facts.job()
                .rest()
                .ifPresent(rest -> sentences.add("its hash expires in " + TimeText.length(rest)
                        + (facts.job()
                                        .due()
                                        .filter(due -> due.isAfter(facts.now().plus(rest)))
                                        .isPresent()
                                ? ", before the job is due"
                                : "")));
        return sentences;
    }

    /** Returns what its meta says about the named schedule that created it. */
    private static Optional<String> run(JobFacts facts) {
        byte[] meta = facts.job().fields().get(JobFields.META);
        if (meta == null) {
            return Optional.empty();
        }
        try {
            Meta parsed = Meta.parse(meta);
            Optional<String> due = text(parsed, JobRun.META_DUE);
            return text(parsed, JobRun.META_SCHEDULE)
                    .filter(name -> ScheduleName.isOne(name) && facts.id().startsWith(name + "-"))
                    .map(name -> "a run of schedule " + Excerpt.quoted(name)
                            + due.map(time -> ", due " + Excerpt.of(time, 40)).orElse("")
                            + ": rqscheduler schedule show " + name);
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Meta meta, String key) {
        return meta.get(key)
                .flatMap(value -> value instanceof PyValue.Str text ? Optional.of(text.value()) : Optional.empty());
    }

    /** Returns its foreseeable next runs; cron expressions are in {@code zone}. */
    static List<String> next(JobFacts facts, Zone zone) {
        if (!facts.hasJob() || facts.job().due().isEmpty()) {
            return List.of();
        }
        Instant due = facts.job().due().get();
        Instant from = due.isAfter(facts.now()) ? due : facts.now();
        MetaSummary summary = summary(facts);
        Zone cronZone = summary.zone().orElse(zone);
        try {
            List<Instant> runs = new ArrayList<>();
            if (due.isAfter(facts.now())) {
                runs.add(due);
            }
            long left = summary.runsLeft().orElse(Long.MAX_VALUE) - 1;
            if (summary.interval().isPresent()) {
                Instant next = from;
                while (runs.size() < RUNS_SHOWN && left-- > 0) {
                    next = FixedRate.nextAfter(due, summary.interval().get(), next);
                    runs.add(next);
                }
            } else if (summary.cron().isPresent()) {
                int count = (int) Math.min(RUNS_SHOWN - runs.size(), left);
                if (count > 0) {
                    CronPreview.next(CronExpression.parse(summary.cron().get()), cronZone, from, count)
                            .forEach(run -> runs.add(run.at()));
                }
            }
            String zoneNote = summary.cron().isPresent() ? " (cron read in " + cronZone + ")" : "";
            List<String> shown = runs.stream().map(TimeText::seconds).toList();
            return shown.size() < 2 ? List.of() : List.of(String.join(", ", shown) + zoneNote);
        } catch (CronSyntaxException e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (DateTimeException | ArithmeticException e) {
            return List.of("its next run is too far in the future to be shown");
        }
    }

    static MetaSummary summary(JobFacts facts) {
        return MetaSummary.of(facts.job().fields().get(JobFields.META));
    }

    private static String rhythm(MetaSummary summary) {
        Optional<String> rhythm = summary.cron()
                .map(expression -> "cron " + Excerpt.quoted(expression))
                .or(() -> summary.interval().map(WhatStory::every));
        if (rhythm.isEmpty()) {
            return "once";
        }
        return summary.runsLeft().isPresent()
                ? rhythm.get() + ", " + NumberText.count(summary.runsLeft().getAsLong(), "run") + " left"
                : rhythm.get();
    }

    private static String every(Duration interval) {
        return "every " + Durations.format(interval);
    }

    private static String call(JobFacts facts) {
        byte[] data = facts.job().data();
        if (data != null) {
            try {
                CallData call = CallData.decode(data);
                return Excerpt.of(facts.hideArguments() ? call.function() + "(...)" : call.description(), LONGEST_CALL);
            } catch (WireFormatException e) {
                return "an unreadable call (" + Excerpt.of(String.valueOf(e.getMessage()), LONGEST_CALL) + ")";
            }
        }
        String description = facts.job().text(JobFields.DESCRIPTION);
        return description.isEmpty() || facts.hideArguments()
                ? "a call of " + NumberText.bytes(facts.job().dataBytes())
                : Excerpt.of(description, LONGEST_CALL);
    }
}
