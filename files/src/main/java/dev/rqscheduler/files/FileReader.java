/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads one schedule file: its keys, then each schedule; collects all problems. */
final class FileReader {

    private static final String FORM = "must be a mapping with schedules: and one definition per name";

    private final Path file;
    private final Problems problems;
    private final YamlValues values;

    FileReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.values = new YamlValues(problems);
    }

    /** The result is only usable if there are no problems. */
    Optional<ScheduleFile> read() {
        return YamlSource.read(file, problems).flatMap(this::read);
    }

    private Optional<ScheduleFile> read(Node root) {
        if (!(root instanceof MappingNode top)) {
            problems.add(root, "", FORM);
            return Optional.empty();
        }
        Map<String, NodeTuple> entries = values.entries(top, "");
        entries.forEach((key, entry) -> {
            if (!ScheduleFile.KEYS.contains(key)) {
                problems.add(
                        entry.getKeyNode(),
                        key,
                        "is not a key of a schedule file; the keys are " + String.join(", ", ScheduleFile.KEYS));
            }
        });
        String group = group(entries.get("group"));
        ScheduleReader reader = new ScheduleReader(group, values, problems);
        NodeTuple defaults = entries.get("defaults");
        if (defaults != null) {
            mapping(defaults, "defaults").ifPresent(reader::defaults);
        }
        NodeTuple schedules = entries.get("schedules");
        if (schedules == null) {
            problems.add(root, "", FORM);
            return Optional.empty();
        }
        Map<String, Schedule> byName = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        mapping(schedules, "schedules")
                .map(all -> values.entries(all, ""))
                .orElse(Map.of())
                .forEach((name, entry) -> {
                    lines.put(name, Problems.line(entry.getKeyNode().getStartMark()));
                    mapping(entry, name)
                            .flatMap(definition -> reader.read(name, entry.getKeyNode(), definition))
                            .ifPresent(schedule -> byName.put(name, schedule));
                });
        return Optional.of(new ScheduleFile(file, group, byName, lines));
    }

    private Optional<MappingNode> mapping(NodeTuple entry, String place) {
        if (entry.getValueNode() instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        problems.add(entry.getKeyNode(), place, "must be a mapping; write {} for an empty one");
        return Optional.empty();
    }

    /** Returns the group; by default the file's name without its extension. */
    private String group(@org.jspecify.annotations.Nullable NodeTuple entry) {
        if (entry == null) {
            String name = String.valueOf(file.getFileName());
            int dot = name.lastIndexOf('.');
            return dot <= 0 ? name : name.substring(0, dot);
        }
        PyValue value = values.value(entry.getValueNode(), "group");
        if (value instanceof PyValue.Str text && text.value().length() <= ScheduleName.LONGEST) {
            return text.value();
        }
        problems.add(
                entry.getKeyNode(),
                "group",
                "must be a string of at most " + ScheduleName.LONGEST + " characters: the owner of the schedules");
        return "";
    }
}
