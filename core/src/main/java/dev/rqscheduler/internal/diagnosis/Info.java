/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import java.util.Map;

/** The fields of INFO with their types; a field that this Redis does not have, or that is no number, is empty or 0. */
record Info(Map<String, String> fields) {

    /** What the server calls itself: Redis or Valkey. */
    String server() {
        return text("valkey_version").isEmpty() ? "Redis" : "Valkey";
    }

    /** The file with its settings, as its packages call it. */
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
