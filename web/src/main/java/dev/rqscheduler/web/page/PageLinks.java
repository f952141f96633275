/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** URLs of pages. */
public final class PageLinks {

    private PageLinks() {}

    public static String job(String id) {
        return "/jobs/" + encoded(id);
    }

    public static String schedule(String name) {
        return "/schedules/" + encoded(name);
    }

    public static String quarantined(String id) {
        return "/quarantine/" + encoded(id);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the path with all parameters that are not empty. */
    static String with(String path, Map<String, String> parameters) {
        StringBuilder link = new StringBuilder(path);
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                link.append(link.length() == path.length() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value));
            }
        });
        return link.toString();
    }
}
