/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the definitions of a file one by one, each on top of the file's defaults. */
final class ScheduleReader {

    private static final String DEFAULTS = "defaults";

    private record Field(Node key, PyValue value, String owner) {}

    private final String group;
    private final YamlValues values;
    private final Problems problems;
    private final Map<String, Field> defaults = new LinkedHashMap<>();
    private boolean defaultsAreWrong;

    ScheduleReader(String group, YamlValues values, Problems problems) {
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
