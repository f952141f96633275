/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.util.ArrayList;
import java.util.List;

/**
 * Determines how to reach Redis, by the name of the flag or variable that says so; rejects two at a time.
 *
 * @param url whether the flag was given
 * @param sentinel whether the flag was given
 */
record ConnectionWay(boolean url, PlaceOptions place, boolean sentinel, Console console) {

    private static final String URL = "RQ_REDIS_URL";
    private static final String HOST_AND_PORT = "--host";

    static boolean isUrl(String way) {
        return way.equals("--url") || way.equals(URL);
    }

    static boolean isSocket(String way) {
        return way.equals("--socket") || way.equals(PlaceOptions.SOCKET_VARIABLE);
    }

    static boolean isSentinel(String way) {
        return way.equals("--sentinel") || way.equals(SentinelOptions.VARIABLE);
    }

    String chosen() {
        List<String> ways = new ArrayList<>();
        if (url) {
            ways.add("--url");
        }
        if (place.asksForSocket()) {
            ways.add("--socket");
        }
        if (sentinel) {
            ways.add("--sentinel");
        }
        List<String> hostAndPort = place.hostAndPortGiven();
        if (ways.isEmpty()) {
            return hostAndPort.isEmpty() ? byVariables() : isSet(URL) ? URL : HOST_AND_PORT;
        }
        if (!url && ways.size() == 1) {
            // A URL overrides them, as in Python, where nothing else could.
            ways.addAll(hostAndPort);
            if (isSet(URL)) {
                ways.add(URL);
            }
        }
        return single(ways);
    }

    private String byVariables() {
        List<String> ways = new ArrayList<>();
        for (String variable : List.of(URL, PlaceOptions.SOCKET_VARIABLE, SentinelOptions.VARIABLE)) {
            if (isSet(variable)) {
                ways.add(variable);
            }
        }
        if (ways.isEmpty()) {
            return HOST_AND_PORT;
        }
        if (isSet(PlaceOptions.HOST_VARIABLE) && !ways.get(0).equals(URL)) {
            ways.add(PlaceOptions.HOST_VARIABLE);
        }
        return single(ways);
    }

    private boolean isSet(String variable) {
        return console.variable(variable) != null;
    }

    private static String single(List<String> ways) {
        if (ways.size() > 1) {
            throw new UsageException(
                    ways.get(0) + " and " + ways.get(1) + " both say how to reach Redis: omit one of them");
        }
        return ways.get(0);
    }
}
