/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.survey.ScheduleInspection.Seen;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds jobs that cause failures: those that no scheduler can move, and those that only Python cannot load. */
final class JobsTally {

    static final String NAME = "jobs";

    private final Examples unmovable = new Examples();
    private final Examples unloadable = new Examples();
    private final Examples json = new Examples();

    /**
     * @param decision what would be done with the job if it were due
     */
    void look(Seen seen, Decision decision) {
        String id = seen.job().id();
        if (decision instanceof Decision.Quarantine quarantine) {
            unmovable.add(id, quarantine.reason());
            return;
        }
        Optional<String> trouble = PythonForm.trouble(seen);
        if (trouble.isPresent()) {
            unloadable.add(id, trouble.get());
        } else if (PythonForm.isJson(seen.dataStart())) {
            json.add(id, "");
        }
    }

    /**
     * @param negative how many have a score below 0
     * @param pythonSchedules whether a Python rqscheduler is alive, which stops for good on the first such job
     */
    List<Finding> findings(SampleSize looked, long negative, boolean pythonSchedules) {
        List<Finding> findings = new ArrayList<>();
        Level level = pythonSchedules ? Level.FAIL : Level.WARN;
        String stops = pythonSchedules
                ? "; the running Python rqscheduler stops at the first of them to come due, and again after every restart"
                : "";
        if (unmovable.count() > 0) {
            findings.add(new Finding(
                    NAME,
                    level,
                    NumberText.count(unmovable.count(), "job") + " that cannot be moved: " + unmovable.inWords() + stops
                            + looked.inWords(),
                    Optional.of("fix or cancel them; rqscheduler quarantines them when they are due")));
        }
        if (unloadable.count() > 0) {
            findings.add(new Finding(
                    NAME,
                    level,
                    NumberText.count(unloadable.count(), "job") + " that Python cannot load: " + unloadable.inWords()
                            + stops + looked.inWords(),
                    Optional.of("fix or cancel them; rqscheduler moves them, but a worker may stop at them")));
        }
        if (json.count() > 0 && pythonSchedules) {
            findings.add(Finding.fail(
                    NAME,
                    NumberText.count(json.count(), "job") + " whose call is JSON: " + json.inWords() + stops
                            + looked.inWords(),
                    "replace the Python rqscheduler with this one, which never reads a call, or schedule with pickle"));
        }
        if (negative > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(negative, "job") + " with a due time before 1970, which no scheduler reads",
                    "give them another time: rqscheduler reschedule ID TIME"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(NAME, "all can be moved, and Python can load them" + looked.inWords()));
        }
        return findings;
    }
}
