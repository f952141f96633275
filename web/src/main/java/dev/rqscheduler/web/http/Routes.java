/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All routes of a server, by path and method. Immutable. */
public final class Routes {

    private final Map<PathPattern, Map<HttpMethod, Route>> byPath;

    private Routes(Map<PathPattern, Map<HttpMethod, Route>> byPath) {
        this.byPath = byPath;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Returns all routes in matching order. */
    public List<Route> all() {
        return byPath.values().stream()
                .flatMap(methods -> methods.values().stream())
                .toList();
    }

    /** Returns the routes of the first matching path. */
    Optional<Found> find(List<String> path) {
        for (Map.Entry<PathPattern, Map<HttpMethod, Route>> entry : byPath.entrySet()) {
            Optional<Map<String, String>> parameters = entry.getKey().match(path);
            if (parameters.isPresent()) {
                return Optional.of(new Found(entry.getValue(), parameters.get()));
            }
        }
        return Optional.empty();
    }

    /** The routes that match a path, and its decoded parameters. */
    record Found(Map<HttpMethod, Route> methods, Map<String, String> parameters) {

        /** Returns the value of the Allow header. */
        String allow() {
            return methods.keySet().stream()
                    .flatMap(method -> method == HttpMethod.GET ? Stream.of("GET", "HEAD") : Stream.of(method.name()))
                    .sorted(Comparator.naturalOrder())
                    .collect(Collectors.joining(", "));
        }
    }

    /** Collects routes. Not thread-safe. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /** Adds a route that reads and changes nothing. It also handles HEAD. */
        public Builder get(String path, Handler handler) {
            return add(HttpMethod.GET, path, Access.READ, handler);
        }

        /** Adds a GET route that is open on every address. */
        public Builder open(String path, Handler handler) {
            return add(HttpMethod.GET, path, Access.ALWAYS, handler);
        }

        /** Adds a route that makes changes, like {@link #put} and {@link #delete}; needs the token. */
        public Builder post(String path, Handler handler) {
            return add(HttpMethod.POST, path, Access.CHANGE, handler);
        }

        public Builder put(String path, Handler handler) {
            return add(HttpMethod.PUT, path, Access.CHANGE, handler);
        }

        public Builder delete(String path, Handler handler) {
            return add(HttpMethod.DELETE, path, Access.CHANGE, handler);
        }

        Builder add(HttpMethod method, String path, Access access, Handler handler) {
            routes.add(new Route(method, path, access, handler));
            return this;
        }

        public Routes build() {
            Map<PathPattern, Map<HttpMethod, Route>> byPath = new TreeMap<>();
            for (Route route : routes) {
                Route other = byPath.computeIfAbsent(new PathPattern(route.path()), key -> new LinkedHashMap<>())
                        .put(route.method(), route);
                if (other != null) {
                    throw new IllegalArgumentException("duplicate route " + route.method() + " " + route.path());
                }
            }
            return new Routes(byPath);
        }
    }

    /** Maps a method and a path, which may have parameters such as {@code /jobs/{id}}, to a handler. */
    public record Route(HttpMethod method, String path, Access access, Handler handler) {}

    /** Handles the requests of one route. Called by many threads concurrently. */
    @FunctionalInterface
    public interface Handler {

        /** Handles a request; throws an {@link HttpProblem} to respond with an error. */
        Response handle(Request request);
    }

    /** The access level of a route. */
    public enum Access {
        /** Open on every address: health checks, the login, style sheets. */
        ALWAYS,
        /** Open on loopback; needs the token on other addresses. */
        READ,
        /** Needs the token, and a request that was not sent by another site. */
        CHANGE
    }

    /** A supported HTTP method. */
    public enum HttpMethod {
        GET,
        POST,
        PUT,
        DELETE;

        /** Returns whether the method changes nothing. */
        public boolean safe() {
            return this == GET;
        }

        /** Parses a method. HEAD is a GET whose body is not sent; empty for an unsupported method. */
        static Optional<HttpMethod> of(String text) {
            return switch (text) {
                case "GET", "HEAD" -> Optional.of(GET);
                case "POST" -> Optional.of(POST);
                case "PUT" -> Optional.of(PUT);
                case "DELETE" -> Optional.of(DELETE);
                default -> Optional.empty();
            };
        }
    }

    /** A path with parameters, such as {@code /jobs/{id}/cancel}. A parameter matches one decoded segment of a path. */
    private static final class PathPattern implements Comparable<PathPattern> {

        private final String text;
        private final List<String> segments;

        PathPattern(String text) {
            if (!text.startsWith("/")) {
                throw new IllegalArgumentException("a path must start with /: " + text);
            }
            this.text = text;
            this.segments = text.equals("/")
                    ? List.of()
                    : Arrays.asList(text.substring(1).split("/", -1));
        }

        /** Returns the parameters of a matching path; empty if it does not match. */
        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isParameter(segment)) {
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        /** Sorts fixed names before parameters, so that {@code /jobs/next} is not taken for a job id. */
        @Override
        public int compareTo(PathPattern other) {
            for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
                boolean open = isParameter(segments.get(i));
                if (open != isParameter(other.segments.get(i))) {
                    return open ? 1 : -1;
                }
            }
            return text.compareTo(other.text);
        }
    }
}
