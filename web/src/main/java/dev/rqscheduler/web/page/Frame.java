/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.web.http.Visitor;
import java.util.Optional;

/**
 * What is around the content of each page.
 *
 * @param title of the page
 * @param section the entry of the navigation it belongs to
 * @param clock for all times on it
 * @param visitor who looks at it
 * @param path of the page, where a login comes back to
 * @param notice what was done just now
 * @param files addresses of style sheets and scripts
 */
public record Frame(
        String title,
        Section section,
        PageClock clock,
        Visitor visitor,
        String path,
        Optional<String> notice,
        PageFiles files) {

    /** An entry of the navigation. */
    public enum Section {
        OVERVIEW("Overview", "/"),
        JOBS("Jobs", "/jobs"),
        SCHEDULES("Schedules", "/schedules"),
        QUARANTINE("Quarantine", "/quarantine"),
        NONE("", "");

        private final String words;
        private final String path;

        Section(String words, String path) {
            this.words = words;
            this.path = path;
        }

        public String words() {
            return words;
        }

        public String path() {
            return path;
        }
    }

    /** For a hidden field of each form. */
    public String csrf() {
        return visitor.csrf().orElse("");
    }

    /** The login, and back here. */
    public String login() {
        return "/login?next=" + Links.encoded(path);
    }
}
