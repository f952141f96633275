/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.ArrayList;
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

    /**
     * The routes that match a path.
     *
     * @param parameters decoded path parameters
     */
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
            return add(new Route(HttpMethod.GET, path, Access.READ, handler));
        }

        /** Adds a route that makes changes; needs the token. */
        public Builder post(String path, Handler handler) {
            return add(new Route(HttpMethod.POST, path, Access.CHANGE, handler));
        }

        /** Adds a route that makes changes; needs the token. */
        public Builder put(String path, Handler handler) {
            return add(new Route(HttpMethod.PUT, path, Access.CHANGE, handler));
        }

        /** Adds a route that makes changes; needs the token. */
        public Builder delete(String path, Handler handler) {
            return add(new Route(HttpMethod.DELETE, path, Access.CHANGE, handler));
        }

        /**
         * Adds a route. {@link #build()} throws an IllegalArgumentException if two have the same path and method.
         */
        public Builder add(Route route) {
            routes.add(route);
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
}
