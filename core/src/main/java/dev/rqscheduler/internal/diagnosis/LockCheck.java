/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Lock;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.TimeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks who holds {@code rq:scheduler_lock}, and whether it will ever be released. */
final class LockCheck {

    static final String NAME = "lock";
    private static final String DELETE = "make sure that no scheduler still holds it, then DEL rq:scheduler_lock";

    private LockCheck() {}

    /**
     * @param holder the registration of the scheduler named by the lock's token
     */
    static List<Finding> judge(Lock lock, Optional<Instance> holder) {
        if (lock.type().equals("none")) {
            return List.of(Finding.pass(NAME, "free"));
        }
        if (!lock.type().equals("string")) {
            return List.of(Finding.fail(
                    NAME,
                    "rq:scheduler_lock is a " + lock.type() + ", not a string: no scheduler can take it",
                    DELETE));
        }
        String who = holderInWords(lock, holder);
        if (lock.rest().isEmpty()) {
            return List.of(Finding.fail(
                    NAME,
                    "held by " + who + " without expiry: if that scheduler dies, no other can take over",
                    DELETE));
        }
        String rest = ", valid for " + TimeText.length(lock.rest().get());
        if (Presence.name(lock).isPresent() && holder.filter(Instance::alive).isEmpty()) {
            return List.of(Finding.warn(
                    NAME,
                    "held by " + who + rest + ", which is no longer registered: it probably crashed",
                    "wait until the lock expires; another scheduler then takes over"));
        }
        return List.of(Finding.pass(NAME, "held by " + who + rest));
    }

    static String holderInWords(Lock lock, Optional<Instance> holder) {
        Optional<String> name = Presence.name(lock);
        if (name.isPresent()) {
            return holder.map(Presence::shown).orElse(Excerpt.quoted(name.get()));
        }
        if (Presence.isPythons(lock)) {
            long since = new BigDecimal(lock.value()).longValue();
            return "a Python rqscheduler since " + TimeText.seconds(Instant.ofEpochSecond(since));
        }
        return "an unknown client (value " + Excerpt.quoted(lock.value()) + ")";
    }
}
