/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.file;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.failure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Schedule files that are valid, individually and together. Several may belong to one group. */
public final class ScheduleFiles {

    private final List<ScheduleFile> files;

    private ScheduleFiles(List<ScheduleFile> files) {
        this.files = files;
    }

    /**
     * @throws UsageException with a line for each error
     */
    public static ScheduleFiles read(List<Path> paths) {
        List<String> wrong = new ArrayList<>();
        List<ScheduleFile> files = new ArrayList<>();
        Map<String, ScheduleFile> owners = new LinkedHashMap<>();
        for (Path path : new LinkedHashSet<>(paths)) {
            Problems problems = new Problems(path);
            Optional<ScheduleFile> read = new FileReader(path, problems).read();
            read.ifPresent(file -> {
                files.add(file);
                file.lines().forEach((name, line) -> {
                    ScheduleFile other = owners.putIfAbsent(name, file);
                    if (other != null) {
                        problems.add(
                                line,
                                name,
                                "is also defined in " + other.path() + ":"
                                        + other.lines().get(name));
                    }
                });
            });
            wrong.addAll(problems.inWords());
        }
        if (!wrong.isEmpty()) {
            throw new UsageException(wrong);
        }
        return new ScheduleFiles(files);
    }

    public int count() {
        return files.stream().mapToInt(file -> file.schedules().size()).sum();
    }

    /**
     * Returns what {@link #apply} would change.
     *
     * @param prune whether to delete schedules of the files' groups that are in none of the files
     * @throws UsageException if one of them would never run
     */
    public List<ScheduleChange> plan(Schedules schedules, boolean prune) {
        refusePruningOfAll(prune);
        List<ScheduleChange> changes = new ArrayList<>();
        try {
            changes.addAll(schedules.plan(all(), Optional.empty()));
        } catch (BadScheduleException e) {
            throw wouldNeverRun(schedules, e);
        }
        changes.addAll(strangers(schedules, prune));
        return changes;
    }

    /**
     * Upserts all schedules, then prunes.
     *
     * @throws UsageException if one of them would never run; nothing was done then
     */
    public List<ScheduleChange> apply(Schedules schedules, boolean prune) {
        refusePruningOfAll(prune);
        List<ScheduleChange> changes = new ArrayList<>();
        try {
            changes.addAll(schedules.apply(all(), Optional.empty()));
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

    private List<Schedule> all() {
        return files.stream().flatMap(file -> file.schedules().stream()).toList();
    }

    private List<ScheduleChange> strangers(Schedules schedules, boolean prune) {
        if (!prune) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        for (ScheduleFile file : files) {
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
        for (ScheduleFile file : files) {
            if (prune && file.group().isEmpty()) {
                throw new UsageException(file.path()
                        + ": it has no group, and pruning would remove all schedules without one: name a group");
            }
        }
    }

    /** Reports each, with its line. */
    private UsageException wouldNeverRun(Schedules schedules, BadScheduleException first) {
        List<String> lines = new ArrayList<>();
        for (ScheduleFile file : files) {
            Problems problems = new Problems(file.path());
            for (Schedule schedule : file.schedules()) {
                try {
                    schedules.plan(List.of(schedule), Optional.empty());
                } catch (BadScheduleException e) {
                    int line = file.lines().getOrDefault(schedule.name(), 0);
                    problems.add(line, schedule.name(), "would never run: it has no future due time");
                }
            }
            lines.addAll(problems.inWords());
        }
        return lines.isEmpty()
                ? new UsageException(String.valueOf(first.getMessage()), first)
                : new UsageException(lines);
    }
}
