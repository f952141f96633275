/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Instances;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Checks which schedulers are alive, ours and Python's. */
final class SchedulersCheck {

    static final String NAME = "schedulers";
    private static final int MOST_NAMED = 5;

    private SchedulersCheck() {}

    /**
     * @param leads whether the lock shows that a scheduler is alive, whatever was found
     */
    static List<Finding> judge(Instances instances, boolean leads) {
        List<Instance> alive =
                instances.found().stream().filter(Instance::alive).toList();
        String looked = instances.complete()
                ? ""
                : " (checked about " + NumberText.number(instances.keysLookedAt()) + " of "
                        + NumberText.count(instances.keys(), "key") + "; rqscheduler doctor --all checks each)";
        List<Finding> findings = new ArrayList<>();
        for (Instance instance : alive) {
            if (instance.rest().isEmpty() && findings.size() < MOST_NAMED) {
                findings.add(Finding.warn(
                        NAME,
                        "the registration of " + Presence.shown(instance) + " never expires: its name stays taken",
                        "if it is dead: DEL rq:scheduler_instance:" + instance.name()));
            }
        }
        if (alive.isEmpty() && !instances.complete()) {
            // Ours are in a list that was read completely. A Python one may hide among the keys, and holds the lock now
            // and then.
            findings.add(
                    leads
                            ? Finding.skip(NAME, "the search was incomplete" + looked)
                            : Finding.warn(
                                    NAME,
                                    "none was found, and the lock is free: nothing will be moved, unless a Python"
                                            + " rqscheduler is running" + looked,
                                    "start one: rqscheduler"));
        } else if (alive.isEmpty()) {
            findings.add(
                    leads
                            ? Finding.warn(
                                    NAME,
                                    "none is registered, though the lock is held",
                                    "see lock above; if it is a Python rqscheduler, its pass outlasts its"
                                            + " registration")
                            : Finding.warn(NAME, "none alive: nothing will be moved", "start one: rqscheduler"));
        }
        if (findings.isEmpty()) {
            List<String> shown =
                    alive.stream().limit(MOST_NAMED).map(Presence::shown).toList();
            String more = alive.size() > MOST_NAMED ? " and " + (alive.size() - MOST_NAMED) + " more" : "";
            findings.add(Finding.pass(NAME, alive.size() + " alive: " + String.join(", ", shown) + more + looked));
        }
        return findings;
    }
}
