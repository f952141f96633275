/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.diagnosis.Explainer.Facts;
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
import dev.rqscheduler.internal.wire.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Describes what a job is, when it runs, and what happened to it so far. */
final class JobStory {

    private static final int RUNS_SHOWN = 3;
    private static final int LONGEST_CALL = 200;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TRACE = 64 * 1024;

    private JobStory() {}

    static List<String> what(Facts facts) {
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
    private static Optional<String> run(Facts facts) {
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
    static List<String> next(Facts facts, Zone zone) {
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

    static MetaSummary summary(Facts facts) {
        return MetaSummary.of(facts.job().fields().get(JobFields.META));
    }

    private static String rhythm(MetaSummary summary) {
        Optional<String> rhythm = summary.cron()
                .map(expression -> "cron " + Excerpt.quoted(expression))
                .or(() -> summary.interval().map(JobStory::every));
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

    private static String call(Facts facts) {
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

    /** From its hash, and from the results that workers keep since RQ 1.12. */
    static List<String> last(Facts facts) {
        if (!facts.hasJob()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        if (!facts.status().isEmpty()) {
            sentences.add("status " + Excerpt.of(facts.status(), 40));
        }
        moment(sentences, facts, "created", JobFields.CREATED_AT);
        moment(sentences, facts, "last queued", JobFields.ENQUEUED_AT);
        moment(sentences, facts, "last started", JobFields.STARTED_AT);
        moment(sentences, facts, "last ended", JobFields.ENDED_AT);
        Map<String, byte[]> result = facts.places().map(all -> all.result()).orElse(Map.of());
        String type = text(result.get("type"));
        String outcome = switch (type) {
            case "1" -> "last result: success";
            case "2" -> "last result: failure";
            case "3" -> "last result: stopped";
            case "4" -> "last result: failure, to be retried";
            case "5" -> "last result: failure, no retries left";
            default -> "";
        };
        // An error message often repeats the function's arguments.
        Optional<String> error = error(result, facts.job().fields().get(JobFields.EXC_INFO))
                .map(text -> facts.hideArguments() ? "(hidden)" : text);
        if (!outcome.isEmpty()) {
            sentences.add(outcome + error.map(text -> ": " + text).orElse(""));
        } else {
            error.ifPresent(text -> sentences.add("last error: " + text));
        }
        String retries = facts.job().text(JobFields.RETRIES_LEFT);
        if (!retries.isEmpty()) {
            sentences.add(Excerpt.of(retries, 20) + " retries left");
        }
        return sentences;
    }

    private static void moment(List<String> sentences, Facts facts, String what, String field) {
        String text = facts.job().text(field);
        if (!text.isEmpty()) {
            sentences.add(what + " " + time(text, facts.now()));
        }
    }

    /** Returns one of RQ's timestamps; an unreadable one unchanged. */
    static String time(String text, Instant now) {
        try {
            return TimeText.secondsAndRelative(Timestamps.parse(text), now);
        } catch (WireFormatException e) {
            return Excerpt.quoted(text);
        }
    }

    /**
     * Returns the traceback's last line, which names the error, and if available the preceding line that locates it.
     */
    private static Optional<String> error(Map<String, byte[]> result, byte @Nullable [] legacy) {
        byte[] stored = result.get("exc_string");
        Optional<String> trace = stored == null ? Optional.empty() : inflated(decoded(stored));
        if (trace.isEmpty() && legacy != null) {
            trace = inflated(legacy);
        }
        return trace.map(String::strip).filter(text -> !text.isEmpty()).map(JobStory::lastLine);
    }

    private static String lastLine(String trace) {
        List<String> lines = trace.lines().toList();
        String last = Excerpt.of(lines.get(lines.size() - 1).strip(), LONGEST_LINE);
        for (int i = lines.size() - 2; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.startsWith("File ")) {
                return last + " (" + Excerpt.of(line, LONGEST_LINE) + ")";
            }
        }
        return last;
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<String> inflated(byte[] compressed) {
        byte[] text = new byte[LONGEST_TRACE];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int length = inflater.inflate(text);
            return Optional.of(new String(text, 0, length, StandardCharsets.UTF_8));
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
