/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.PyValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of JSON Schema as our schema uses; a keyword that is not known here fails, so that none goes unchecked. */
record SchemaCheck(PyValue root) {

    private static final Set<String> WORDS = Set.of("description", "title", "$schema", "$defs");

    boolean accepts(PyValue schema, PyValue value) {
        return ((PyValue.Dict) schema)
                .entries().stream().allMatch(entry -> holds(text(entry.key()), entry.value(), schema, value));
    }

    private boolean holds(String keyword, PyValue wanted, PyValue schema, PyValue value) {
        return switch (keyword) {
            case "type" -> types(wanted).stream().anyMatch(type -> isOf(type, value));
            case "enum" -> ((PyValue.List) wanted).items().contains(value);
            case "anyOf" -> ((PyValue.List) wanted).items().stream().anyMatch(one -> accepts(one, value));
            case "$ref" -> accepts(get(get(root, "$defs"), text(wanted).substring("#/$defs/".length())), value);
            case "pattern" ->
                !(value instanceof PyValue.Str text)
                        || Pattern.compile(text(wanted)).matcher(text.value()).find();
            case "minLength" ->
                !(value instanceof PyValue.Str text) || text.value().length() >= number(wanted);
            case "maxLength" ->
                !(value instanceof PyValue.Str text) || text.value().length() <= number(wanted);
            case "minimum" -> !(value instanceof PyValue.Int number) || number(number) >= number(wanted);
            case "maximum" -> !(value instanceof PyValue.Int number) || number(number) <= number(wanted);
            case "items" ->
                !(value instanceof PyValue.List list) || list.items().stream().allMatch(item -> accepts(wanted, item));
            case "required" ->
                ((PyValue.List) wanted)
                        .items().stream()
                                .allMatch(name ->
                                        ((PyValue.Dict) value).get(text(name)).isPresent());
            case "propertyNames" -> entries(value).stream().allMatch(entry -> accepts(wanted, entry.key()));
            case "properties" ->
                entries(value).stream()
                        .allMatch(entry -> ((PyValue.Dict) wanted)
                                .get(text(entry.key()))
                                .map(one -> accepts(one, entry.value()))
                                .orElse(true));
            case "additionalProperties" ->
                entries(value).stream()
                        .filter(entry -> isAdditional(schema, text(entry.key())))
                        .allMatch(entry -> wanted instanceof PyValue.Dict && accepts(wanted, entry.value()));
            default -> {
                if (!WORDS.contains(keyword)) {
                    throw new AssertionError("the schema has " + keyword + ", which this does not know");
                }
                yield true;
            }
        };
    }

    private static boolean isAdditional(PyValue schema, String name) {
        Optional<PyValue> known = ((PyValue.Dict) schema).get("properties");
        return known.isEmpty() || ((PyValue.Dict) known.get()).get(name).isEmpty();
    }

    private static boolean isOf(String type, PyValue value) {
        return switch (type) {
            case "null" -> value instanceof PyValue.None;
            case "string" -> value instanceof PyValue.Str;
            case "boolean" -> value instanceof PyValue.Bool;
            case "integer" -> value instanceof PyValue.Int;
            case "number" -> value instanceof PyValue.Int || value instanceof PyValue.Float;
            case "array" -> value instanceof PyValue.List;
            case "object" -> value instanceof PyValue.Dict;
            default -> throw new AssertionError("no such type: " + type);
        };
    }

    private static List<String> types(PyValue wanted) {
        return wanted instanceof PyValue.List list
                ? list.items().stream().map(SchemaCheck::text).toList()
                : List.of(text(wanted));
    }

    private static List<PyValue.Entry> entries(PyValue value) {
        return value instanceof PyValue.Dict dict ? dict.entries() : List.of();
    }

    private static PyValue get(PyValue value, String name) {
        return ((PyValue.Dict) value).get(name).orElseThrow();
    }

    private static String text(PyValue value) {
        return ((PyValue.Str) value).value();
    }

    private static long number(PyValue value) {
        return ((PyValue.Int) value).value().longValue();
    }
}
