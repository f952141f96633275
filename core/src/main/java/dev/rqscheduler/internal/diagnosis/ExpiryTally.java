/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.survey.ScheduleInspection.Seen;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds jobs whose hash expires before they run: the usual way in which a periodic job silently ends forever. */
final class ExpiryTally {

    static final String NAME = "expiring hashes";

    /** A worker's default for a job without result_ttl ({@code DEFAULT_RESULT_TTL} in RQ). */
    private static final long RQS_RESULT_TTL = 500;

    private final Examples expiring = new Examples();
    private final Examples willExpire = new Examples();
    private final Examples fields = new Examples();

    /**
     * @param decision what would be done with the job if it were due
     */
    void look(Seen seen, Decision decision, Instant now) {
        Instant due = seen.job().due();
        seen.expiringFields().entrySet().stream()
                .filter(field -> now.plus(field.getValue()).isBefore(due))
                .findFirst()
                .ifPresent(field -> fields.add(
                        seen.job().id(),
                        field.getKey() + " in " + TimeText.length(field.getValue()) + ", due "
                                + TimeText.relative(due, now)));
        if (seen.rest().isPresent() && now.plus(seen.rest().get()).isBefore(due)) {
            expiring.add(
                    seen.job().id(),
                    "expires in " + TimeText.length(seen.rest().get()) + ", due " + TimeText.relative(due, now));
        } else if (decision instanceof Decision.Move move && move.next().isPresent()) {
            Instant from = due.isAfter(now) ? due : now;
            Duration rhythm = Duration.between(from, move.next().get());
            long keeps = resultTtl(seen);
            if (keeps >= 0 && Duration.ofSeconds(keeps).compareTo(rhythm) < 0) {
                willExpire.add(seen.job().id(), "kept for " + keeps + "s, runs every " + TimeText.length(rhythm));
            }
        }
    }

    private static long resultTtl(Seen seen) {
        String text = seen.job().text(JobField.RESULT_TTL);
        // The decision has already reported anything that is not a number.
        return text.isEmpty() ? RQS_RESULT_TTL : text.matches("-?\\d{1,15}") ? Long.parseLong(text) : -1;
    }

    List<Finding> findings(SampleSize looked) {
        List<Finding> findings = new ArrayList<>();
        if (expiring.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(expiring.count(), "job") + " whose hash expires before the job is due: "
                            + expiring.inWords() + looked.inWords(),
                    "PERSIST rq:job:<id>; and give periodic jobs result_ttl -1"));
        }
        if (fields.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(fields.count(), "job")
                            + " with a hash field that expires before the job is due: " + fields.inWords()
                            + looked.inWords(),
                    "HPERSIST rq:job:<id> FIELDS 1 <field>; RQ never expires fields, so find out what does"));
        }
        if (willExpire.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(willExpire.count(), "periodic job")
                            + " whose hash the worker lets expire after a run, before the next: " + willExpire.inWords()
                            + looked.inWords(),
                    "schedule them again with result_ttl -1, as rqscheduler and rq-scheduler do by default"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(NAME, "no hash expires before its job is due" + looked.inWords()));
        }
        return findings;
    }
}
