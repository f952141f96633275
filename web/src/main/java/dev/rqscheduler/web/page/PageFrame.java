/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.web.http.Assets;
import dev.rqscheduler.web.http.Request;
import java.util.Optional;

/**
 * Everything around the content of a page.
 *
 * @param path the page's path, to return to after a login
 * @param notice the result of the last action
 */
public record PageFrame(
        String title,
        Section section,
        PageClock clock,
        Request.User visitor,
        String path,
        Optional<String> notice,
        Assets files) {

    /** A navigation entry. */
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

    /** Returns the CSRF token for the hidden field of each form; empty without a login. */
    public String csrf() {
        return visitor.csrf().orElse("");
    }

    /** Returns the URL of the login page, which then leads back to this page. */
    public String login() {
        return "/login?next=" + PageLinks.encoded(path);
    }
}
