/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.schedule.ScheduleForm;
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
    Optional<ScheduleFiles.OneFile> read() {
        return YamlSource.read(file, problems).flatMap(this::read);
    }

    private Optional<ScheduleFiles.OneFile> read(Node root) {
        if (!(root instanceof MappingNode top)) {
            problems.add(root, "", FORM);
            return Optional.empty();
        }
        Map<String, NodeTuple> entries = values.entries(top, "");
        entries.forEach((key, entry) -> {
            if (!ScheduleFiles.OneFile.KEYS.contains(key)) {
                problems.add(
                        entry.getKeyNode(),
                        key,
                        "is not a key of a schedule file; the keys are "
                                + String.join(", ", ScheduleFiles.OneFile.KEYS));
            }
        });
        String group = group(entries.get("group"));
        Definitions reader = new Definitions(group, values, problems);
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
        return Optional.of(new ScheduleFiles.OneFile(file, group, byName, lines));
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

    /** Reads the definitions of a file one by one, each on top of the file's defaults. */
    private static final class Definitions {

        private static final String DEFAULTS = "defaults";

        private record Field(Node key, PyValue value, String owner) {}

        private final String group;
        private final YamlValues values;
        private final Problems problems;
        private final Map<String, Field> defaults = new LinkedHashMap<>();
        private boolean defaultsAreWrong;

        Definitions(String group, YamlValues values, Problems problems) {
            this.group = group;
            this.values = values;
            this.problems = problems;
        }

        void defaults(MappingNode mapping) {
            int before = problems.count();
            defaults.putAll(fields(DEFAULTS, mapping));
            defaultsAreWrong = problems.count() > before;
        }

        /** Returns empty if it is invalid, and adds the reason to the problems. */
        Optional<Schedule> read(String name, Node key, MappingNode definition) {
            int before = problems.count();
            Map<String, Field> own = fields(name, definition);
            if (problems.count() > before || defaultsAreWrong) {
                return Optional.empty();
            }
            Map<String, Field> fields = new LinkedHashMap<>(defaults);
            fields.putAll(own);
            Map<String, PyValue> form = new LinkedHashMap<>();
            form.put(ScheduleField.GROUP.key(), new PyValue.Str(group));
            fields.forEach((field, found) -> form.put(field, found.value()));
            try {
                return Optional.of(ScheduleForm.read(name, form));
            } catch (BadScheduleException e) {
                String field = e.field().orElse("name");
                Field wrong = fields.get(field);
                if (wrong != null) {
                    problems.add(wrong.key(), wrong.owner() + "." + field, e.problem());
                } else {
                    problems.add(key, field.equals("name") ? name : name + "." + field, e.problem());
                }
                return Optional.empty();
            }
        }

        private Map<String, Field> fields(String owner, MappingNode mapping) {
            Map<String, Field> fields = new LinkedHashMap<>();
            values.entries(mapping, owner).forEach((name, entry) -> {
                Node key = entry.getKeyNode();
                String place = owner + "." + name;
                if (name.equals(ScheduleField.GROUP.key())) {
                    problems.add(key, place, "belongs to the file: write it at the top level, next to schedules");
                    return;
                }
                try {
                    ScheduleField.require(name);
                    fields.put(name, new Field(key, values.value(entry.getValueNode(), place), owner));
                } catch (BadScheduleException e) {
                    problems.add(key, place, e.problem());
                }
            });
            return fields;
        }
    }
}
