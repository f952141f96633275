/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Instances;
import dev.rqscheduler.internal.survey.PresenceInspection.Lock;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.TimeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Combines the lock and the schedulers: who moves jobs.
 *
 * @param holder the registration of our scheduler whose token is in the lock
 * @param instances all registrations found
 */
record Presence(Lock lock, Optional<Instance> holder, Instances instances) {

    private static final Pattern OURS = Pattern.compile("rqscheduler:(.*):[0-9a-f-]{36}", Pattern.DOTALL);
    private static final Pattern PYTHON_TIME = Pattern.compile("\\d{9,11}(\\.\\d{1,20})?");

    /** Returns the name in a token of ours; empty for any other value of the lock. */
    static Optional<String> name(Lock lock) {
        Matcher token = OURS.matcher(lock.value());
        return token.matches() ? Optional.of(token.group(1)) : Optional.empty();
    }

    static boolean isPythons(Lock lock) {
        return PYTHON_TIME.matcher(lock.value()).matches();
    }

    boolean pythonIsAlive() {
        return (isPythons(lock) && lock.rest().isPresent())
                || instances.found().stream().anyMatch(instance -> instance.alive() && !instance.ours());
    }

    Leadership leader() {
        boolean holderAlive = holder.map(Instance::alive).orElse(false);
        if (lock.type().equals("unknown")) {
            return Leadership.UNKNOWN;
        }
        if (!lock.type().equals("none") && !lock.type().equals("string")) {
            return Leadership.BLOCKED;
        }
        if (lock.type().equals("string")) {
            if (lock.rest().isEmpty() && !holderAlive) {
                return Leadership.BLOCKED;
            }
            // A value other than one of our tokens was written by a scheduler that takes the lock per pass, as Python's
            // does.
            return name(lock).isPresent() ? Leadership.OURS : Leadership.PYTHON;
        }
        if (instances.found().stream().anyMatch(instance -> instance.alive() && instance.ours())) {
            return Leadership.OURS;
        }
        if (pythonIsAlive()) {
            return Leadership.PYTHON;
        }
        return instances.complete() ? Leadership.NOBODY : Leadership.UNKNOWN;
    }

    /**
     * Describes who holds the lock.
     *
     * @param holder the registration of the scheduler named by its token
     */
    static String holderInWords(Lock lock, Optional<Instance> holder) {
        Optional<String> name = name(lock);
        if (name.isPresent()) {
            return holder.map(Presence::shown).orElse(Excerpt.quoted(name.get()));
        }
        if (isPythons(lock)) {
            long since = new BigDecimal(lock.value()).longValue();
            return "a Python rqscheduler since " + TimeText.seconds(Instant.ofEpochSecond(since));
        }
        return "an unknown client (value " + Excerpt.quoted(lock.value()) + ")";
    }

    /** Describes who it is and where it runs. */
    static String shown(Instance instance) {
        String name = Excerpt.quoted(instance.name());
        if (!instance.ours()) {
            return name + " (Python's)";
        }
        Map<String, String> fields = instance.fields();
        String version = fields.getOrDefault("version", "");
        return name + " (" + ("1".equals(fields.get("leader")) ? "leader, " : "") + "host "
                + Excerpt.of(fields.getOrDefault("host", "?"), 80) + ", pid "
                + Excerpt.of(fields.getOrDefault("pid", "?"), 20)
                + (version.isEmpty() ? "" : ", " + Excerpt.of(version, 40)) + ")";
    }
}
