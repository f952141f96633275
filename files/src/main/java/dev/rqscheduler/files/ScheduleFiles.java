/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.files.ScheduleFileException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Schedule files that are valid, individually and together; docs/schedules.md describes their format. Several may belong
 * to one group. Immutable: a file that changes later is read again with {@link #read}.
 *
 * <pre>{@code
 * ScheduleFiles.read(Path.of("shop.yaml")).apply(client.schedules(), true);
 * }</pre>
 */
public final class ScheduleFiles {

    private final List<OneFile> files;

    private ScheduleFiles(List<OneFile> files) {
        this.files = files;
    }

    /** Same as {@link #read(Collection)}. */
    public static ScheduleFiles read(Path... paths) {
        return read(List.of(paths));
    }

    /**
     * Reads files, each up to 1 MiB. Redis is not needed.
     *
     * @param paths a path given twice is read once
     * @throws ScheduleFileException listing everything that is wrong in any of them: a file that cannot be read, YAML
     *     that is invalid or uses aliases, merge keys, tags or a second document, an unknown or invalid field, a name that
     *     is defined twice
     */
    public static ScheduleFiles read(Collection<Path> paths) {
        List<Problem> wrong = new ArrayList<>();
        List<OneFile> files = new ArrayList<>();
        Map<String, OneFile> owners = new LinkedHashMap<>();
        for (Path path : new LinkedHashSet<>(paths)) {
            Problems problems = new Problems(path);
            Optional<OneFile> read = new FileReader(path, problems).read();
            read.ifPresent(file -> {
                files.add(file);
                file.lines().forEach((name, line) -> {
                    OneFile other = owners.putIfAbsent(name, file);
                    if (other != null) {
                        problems.add(
                                line,
                                name,
                                "is also defined in " + other.path() + ":"
                                        + other.lines().get(name));
                    }
                });
            });
            wrong.addAll(problems.inOrder());
        }
        if (!wrong.isEmpty()) {
            throw new ScheduleFileException(wrong);
        }
        return new ScheduleFiles(files);
    }

    /** Returns all schedules, in the order of the files. */
    public List<Schedule> schedules() {
        return files.stream().flatMap(file -> file.schedules().stream()).toList();
    }

    /**
     * Returns what {@link #apply} would change; changes nothing.
     *
     * @param prune whether to delete schedules of the files' groups that are in none of the files
     * @throws ScheduleFileException if one of them would never run, or pruning is requested for a file without a group
     * @throws dev.rqscheduler.api.RedisException if Redis cannot be reached or answers with an error
     */
    public List<ScheduleChange> plan(Schedules schedules, boolean prune) {
        refusePruningOfAll(prune);
        List<ScheduleChange> changes = new ArrayList<>(check(schedules));
        changes.addAll(strangers(schedules, prune));
        return changes;
    }

    /**
     * Upserts all schedules, then prunes. Applying the same files again changes nothing: next runs, counters, histories
     * and pauses stay. Any number of processes may do so at the same time.
     *
     * @param prune whether to delete schedules of the files' groups that are in none of the files
     * @return a change for each schedule, {@link ScheduleChange.Kind#UNCHANGED} included
     * @throws ScheduleFileException if one of them would never run, or pruning is requested for a file without a group;
     *     nothing was done then
     * @throws dev.rqscheduler.api.RedisException if Redis cannot be reached or answers with an error
     */
    public List<ScheduleChange> apply(Schedules schedules, boolean prune) {
        refusePruningOfAll(prune);
        List<ScheduleChange> changes = new ArrayList<>();
        try {
            changes.addAll(schedules.apply(schedules(), Optional.empty()));
        } catch (BadScheduleException e) {
            throw wouldNeverRun(schedules, e);
        }
        // Last, since a schedule may have moved from one of these groups to another.
        for (ScheduleChange stranger : strangers(schedules, prune)) {
            if (schedules.delete(stranger.name())) {
                changes.add(stranger);
            }
        }
        return changes;
    }

    private List<ScheduleChange> check(Schedules schedules) {
        try {
            return schedules.plan(schedules(), Optional.empty());
        } catch (BadScheduleException e) {
            throw wouldNeverRun(schedules, e);
        }
    }

    private List<ScheduleChange> strangers(Schedules schedules, boolean prune) {
        if (!prune) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        for (OneFile file : files) {
            names.addAll(file.byName().keySet());
            groups.add(file.group());
        }
        List<ScheduleChange> strangers = new ArrayList<>();
        for (String group : groups) {
            schedules.plan(List.of(), Optional.of(group)).stream()
                    .filter(change -> !names.contains(change.name()))
                    .forEach(strangers::add);
        }
        return strangers;
    }

    private void refusePruningOfAll(boolean prune) {
        for (OneFile file : files) {
            if (prune && file.group().isEmpty()) {
                throw new ScheduleFileException(List.of(new Problem(
                        file.path(),
                        0,
                        "",
                        "it has no group, and pruning would remove all schedules without one: name a group")));
            }
        }
    }

    /** Reports each, with its line. */
    private RuntimeException wouldNeverRun(Schedules schedules, BadScheduleException first) {
        List<Problem> all = new ArrayList<>();
        for (OneFile file : files) {
            Problems problems = new Problems(file.path());
            for (Schedule schedule : file.schedules()) {
                try {
                    schedules.plan(List.of(schedule), Optional.empty());
                } catch (BadScheduleException e) {
                    int line = file.lines().getOrDefault(schedule.name(), 0);
                    problems.add(line, schedule.name(), "would never run: it has no future due time");
                }
            }
            all.addAll(problems.inOrder());
        }
        return all.isEmpty() ? first : new ScheduleFileException(all);
    }

    /**
     * A valid schedule file.
     *
     * @param lines the line of each schedule, by its name
     */
    record OneFile(Path path, String group, Map<String, Schedule> byName, Map<String, Integer> lines) {

        static final List<String> KEYS = List.of("group", "defaults", "schedules");

        Collection<Schedule> schedules() {
            return byName.values();
        }
    }
}
