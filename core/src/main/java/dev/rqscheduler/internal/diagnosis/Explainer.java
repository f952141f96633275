/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Explanation.Topic;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.survey.JobInspection;
import dev.rqscheduler.internal.survey.PresenceInspection;
import dev.rqscheduler.internal.survey.ServerInspection;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Explains single jobs: where one is, what it is, what happened to it, what it is waiting for. Changes nothing. */
public final class Explainer {

    private static final int MOST_DEPENDENCIES = 20;
    private static final long MOST_KEYS = 200_000;

    /** For interactive use: ours are found anyway, and Python's if it holds the lock. */
    private static final long FEW_KEYS = 5_000;

    private final JobInspection jobs;
    private final PresenceInspection presence;
    private final ServerInspection server;
    private final Zone cronZone;
    private final boolean hideArguments;
    private final long mostKeys;

    /**
     * The facts behind an explanation.
     *
     * @param places empty if the job has no queue
     * @param dependencies status by id of the jobs it depends on, at most 20; empty if there is no such job
     * @param presence empty if not permitted, or irrelevant to this job
     * @param memoryFull whether Redis refuses writes because its memory is full
     * @param hideArguments whether to show only the function
     */
    record Facts(
            String id,
            JobInspection.Job job,
            Optional<JobInspection.Places> places,
            Map<String, Optional<String>> dependencies,
            Optional<Presence> presence,
            boolean memoryFull,
            boolean hideArguments) {

        Instant now() {
            return job.now();
        }

        String status() {
            return job.text(JobFields.STATUS);
        }

        String queue() {
            return job.text(JobFields.ORIGIN);
        }

        boolean hasJob() {
            return job.dataBytes() > 0;
        }

        /** Returns its score in one of the queue's registries. */
        Optional<Instant> registry(String name) {
            return places.flatMap(all -> Optional.ofNullable(all.registries().get(name)));
        }

        boolean isQueued() {
            return places.filter(all -> all.position().isPresent()).isPresent();
        }

        boolean isRunning() {
            return status().equals("started")
                    || registry("wip").isPresent()
                    || places.filter(JobInspection.Places::betweenQueueAndWorker)
                            .isPresent();
        }
    }

    /**
     * @param cronZone time zone of cron expressions: should be the scheduler's
     */
    public Explainer(RedisConnection redis, Zone cronZone) {
        this(redis, cronZone, false, MOST_KEYS);
    }

    /**
     * Creates an explainer that answers quickly, however much Redis holds: it scans few keys for Python schedulers.
     *
     * @param hideArguments whether to show only the function, not its arguments
     */
    public Explainer(RedisConnection redis, Zone cronZone, boolean hideArguments) {
        this(redis, cronZone, hideArguments, FEW_KEYS);
    }

    private Explainer(RedisConnection redis, Zone cronZone, boolean hideArguments, long mostKeys) {
        this.jobs = new JobInspection(redis);
        this.presence = new PresenceInspection(redis);
        this.server = new ServerInspection(redis);
        this.cronZone = cronZone;
        this.hideArguments = hideArguments;
        this.mostKeys = mostKeys;
    }

    /**
     * Returns the explanation; empty if there is no trace of the job.
     *
     * @throws RedisException if Redis is unavailable
     */
    public Optional<Explanation> explain(String id) {
        JobInspection.Job job = jobs.job(id);
        if (job.type().equals("none")
                && job.due().isEmpty()
                && job.quarantined().isEmpty()) {
            return Optional.empty();
        }
        String queue = job.text(JobFields.ORIGIN);
        Optional<JobInspection.Places> places =
                queue.isEmpty() ? Optional.empty() : Optional.of(jobs.places(id, queue));
        boolean scheduled = job.due().isPresent();
        Optional<Presence> who = scheduled ? ifAllowed(this::presence) : Optional.empty();
        boolean full = scheduled && ifAllowed(this::memoryFull).orElse(false);
        return Optional.of(story(new Facts(id, job, places, dependencies(job), who, full, hideArguments), cronZone));
    }

    /** Explains the facts; pure. */
    static Explanation story(Facts facts, Zone cronZone) {
        PlaceStory place = new PlaceStory(facts);
        List<Explanation.Line> lines = new ArrayList<>();
        add(lines, Topic.WHERE, place.where());
        add(lines, Topic.WHAT, JobStory.what(facts));
        add(lines, Topic.NEXT, JobStory.next(facts, cronZone));
        add(lines, Topic.LAST, JobStory.last(facts));
        add(lines, Topic.WAITS, place.waits());
        add(lines, Topic.DO, place.remedies());
        return new Explanation(facts.id(), place.place(), facts.job().due(), lines);
    }

    private static void add(List<Explanation.Line> lines, Topic topic, List<String> sentences) {
        sentences.forEach(sentence -> lines.add(new Explanation.Line(topic, sentence)));
    }

    private Presence presence() {
        PresenceInspection.Lock lock = presence.lock();
        return new Presence(lock, Presence.name(lock).flatMap(presence::instance), presence.instances(mostKeys));
    }

    private boolean memoryFull() {
        ServerInspection.Info info = server.info();
        return info.number("maxmemory") > 0 && info.number("used_memory") >= info.number("maxmemory");
    }

    private Map<String, Optional<String>> dependencies(JobInspection.Job job) {
        Map<String, Optional<String>> statuses = new LinkedHashMap<>();
        for (String id : ids(job)) {
            if (statuses.size() < MOST_DEPENDENCIES) {
                ifAllowed(() -> jobs.status(id)).ifPresent(status -> statuses.put(id, status));
            }
        }
        return statuses;
    }

    private static List<String> ids(JobInspection.Job job) {
        byte[] many = job.fields().get(JobFields.DEPENDENCY_IDS);
        if (many == null || many.length == 0) {
            String one = job.text(JobFields.DEPENDENCY_ID);
            return one.isEmpty() ? List.of() : List.of(one);
        }
        try {
            return JsonReader.read(many) instanceof PyValue.List list
                    ? list.items().stream()
                            .filter(PyValue.Str.class::isInstance)
                            .map(id -> ((PyValue.Str) id).value())
                            .toList()
                    : List.of();
        } catch (WireFormatException e) {
            return List.of();
        }
    }

    /** Returns empty if Redis refuses: an explanation of what is visible is better than none. */
    private static <T> Optional<T> ifAllowed(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
