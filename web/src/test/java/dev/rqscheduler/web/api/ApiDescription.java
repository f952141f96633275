/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rqscheduler.web.http.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API description, parsed for tests. */
final class ApiDescription {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Map<String, Object> root;

    ApiDescription() {
        try (InputStream in = Objects.requireNonNull(ApiRoutes.class.getResourceAsStream("openapi.yaml"))) {
            root = map(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation with its example values. */
    record Operation(String method, String path, Map<String, Object> parts, List<Map<String, Object>> parameters) {

        String pathWith(Map<String, String> values, boolean query) {
            String filled = path;
            StringBuilder text = new StringBuilder();
            for (Map<String, Object> parameter : parameters) {
                String name = String.valueOf(parameter.get("name"));
                String value = values.getOrDefault(name, String.valueOf(parameter.get("example")));
                if ("path".equals(parameter.get("in"))) {
                    filled = filled.replace("{" + name + "}", value);
                } else if ("query".equals(parameter.get("in"))) {
                    text.append(text.length() == 0 ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(value);
                }
            }
            return filled + (query ? text : "");
        }

        boolean needsToken() {
            return parts.containsKey("security");
        }

        String body() {
            return Optional.ofNullable(parts.get("requestBody"))
                    .map(body -> map(map(map(body).get("content")).get("application/json"))
                            .get("example"))
                    .map(JsonBody::text)
                    .orElse("");
        }

        boolean describes(int status) {
            return map(parts.get("responses")).containsKey(Integer.toString(status));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        map(root.get("paths"))
                .forEach((path, methods) -> map(methods).forEach((method, parts) -> {
                    List<Map<String, Object>> parameters = new ArrayList<>();
                    for (Object parameter : (List<?>) map(parts).getOrDefault("parameters", List.of())) {
                        parameters.add(resolved(map(parameter)));
                    }
                    operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, map(parts), parameters));
                }));
        return operations;
    }

    /** Returns how a response with that status differs from its description; empty if it matches. */
    List<String> faults(Operation operation, int status, @Nullable String contentType, String body) {
        Map<String, Object> responses = map(operation.parts().get("responses"));
        Object described = responses.getOrDefault(Integer.toString(status), responses.get("default"));
        Map<String, Object> content = map(resolved(map(described)).getOrDefault("content", Map.of()));
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("there should be no body, but there is " + body);
        }
        Object media = content.get(String.valueOf(contentType));
        if (media == null) {
            return List.of("content type " + contentType + " is not described");
        }
        Map<String, Object> schema = new LinkedHashMap<>(map(map(media).get("schema")));
        if (Map.of("type", "string").equals(schema)) {
            return List.of();
        }
        schema.put("components", Objects.requireNonNull(root.get("components")));
        return SCHEMAS.getSchema(JsonBody.text(schema)).validate(body, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private Map<String, Object> resolved(Map<String, Object> part) {
        Object reference = part.get("$ref");
        if (reference == null) {
            return part;
        }
        Map<String, Object> found = root;
        for (String name : reference.toString().substring(2).split("/")) {
            found = map(found.get(name));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
