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

/** Files of schedules that are right, each alone and together. Several of them may be of one group. */
public final class ScheduleFiles {

    private final List<ScheduleFile> files;

    private ScheduleFiles(List<ScheduleFile> files) {
        this.files = files;
    }

    /**
     * @throws UsageException with a line for each thing that is wrong
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
                                "is in " + other.path() + ":" + other.lines().get(name) + " as well");
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
     * What {@link #apply} would do.
     *
     * @param prune whether schedules of the files' groups that are in none of the files are removed
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
     * Puts all schedules, then removes what is to be pruned.
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
        // Last, as one may have moved from one of these groups to another.
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
                throw new UsageException(
                        file.path()
                                + ": its group is empty, and pruning would remove all schedules that belong to nobody: name one");
            }
        }
    }

    /** Says it of each, with its line. */
    private UsageException wouldNeverRun(Schedules schedules, BadScheduleException first) {
        List<String> lines = new ArrayList<>();
        for (ScheduleFile file : files) {
            Problems problems = new Problems(file.path());
            for (Schedule schedule : file.schedules()) {
                try {
                    schedules.plan(List.of(schedule), Optional.empty());
                } catch (BadScheduleException e) {
                    int line = file.lines().getOrDefault(schedule.name(), 0);
                    problems.add(line, schedule.name(), "would never run: it has no due time from now on");
                }
            }
            lines.addAll(problems.inWords());
        }
        return lines.isEmpty()
                ? new UsageException(String.valueOf(first.getMessage()), first)
                : new UsageException(lines);
    }
}
