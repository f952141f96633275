/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import java.util.Map;

/** Typed access to the fields of INFO; a field that is absent or not a number is empty or 0. */
record ServerInfo(Map<String, String> fields) {

    /** Returns the server's product name: Redis or Valkey. */
    String server() {
        return text("valkey_version").isEmpty() ? "Redis" : "Valkey";
    }

    /** Returns the name of its configuration file, as in its packages. */
    String configurationFile() {
        return text("valkey_version").isEmpty() ? "redis.conf" : "valkey.conf";
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    long number(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    boolean is(String name, String value) {
        return text(name).equals(value);
    }
}
