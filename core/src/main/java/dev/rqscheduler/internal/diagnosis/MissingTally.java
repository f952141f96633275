/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.survey.ScheduleInspection.Seen;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Finds scheduled ids without a job. */
final class MissingTally {

    static final String NAME = "missing hashes";

    private final Examples missing = new Examples();
    private final Examples withoutData = new Examples();
    private final Examples refused = new Examples();

    void look(Seen seen) {
        String id = seen.job().id();
        switch (seen.state()) {
            case MISSING -> missing.add(id, seen.inGrace() ? "in its grace period" : "");
            case NODATA -> withoutData.add(id, "");
            case REFUSED -> refused.add(id, seen.job().problem().orElseThrow().reason());
            case OK -> {
                return;
            }
        }
    }

    List<Finding> findings(SampleSize looked) {
        List<Finding> findings = new ArrayList<>();
        if (missing.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(missing.count(), "scheduled id") + " without a hash: " + missing.inWords()
                            + looked.inWords(),
                    "they will not run, and are dropped when due; find out what deletes the hashes"
                            + " (result_ttl or ttl, an eviction policy, job.delete()), or cancel them: rqscheduler"
                            + " cancel ID"));
        }
        if (withoutData.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(withoutData.count(), "scheduled id")
                            + " whose hash has no data, so RQ sees no job: " + withoutData.inWords()
                            + looked.inWords(),
                    "schedule them again, or cancel them: rqscheduler cancel --delete ID"));
        }
        if (refused.count() > 0) {
            findings.add(Finding.fail(
                    NAME,
                    NumberText.count(refused.count(), "job") + " whose hash Redis refuses to show: " + refused.inWords()
                            + looked.inWords(),
                    "grant the user the permission named above"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(NAME, "every scheduled id has its hash" + looked.inWords()));
        }
        return findings;
    }
}
