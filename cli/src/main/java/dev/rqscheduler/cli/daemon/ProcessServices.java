/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.systemd.ServiceNotices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Services around the process: the web server and systemd notifications. Neither is loaded unless requested. */
final class ProcessServices implements AutoCloseable {

    private final List<SchedulerListener> listeners = new ArrayList<>();
    private final @Nullable ServiceNotices notices;
    private final HttpOptions.@Nullable Serving web;

    private ProcessServices(HttpOptions.@Nullable Serving web, @Nullable ServiceNotices notices) {
        this.web = web;
        this.notices = notices;
    }

    /**
     * Starts serving, if requested.
     */
    static ProcessServices of(
            Console console,
            HttpOptions.@Nullable Serving web,
            SchedulerProcess process,
            RedisConfig redis,
            Logger log) {
        boolean service = console.variable("NOTIFY_SOCKET") != null;
        if (web == null && !service) {
            return new ProcessServices(null, null);
        }
        SchedulerHealth health = process.health();
        ProcessServices watchers = new ProcessServices(web, service ? ServiceNotices.wanted(console, health) : null);
        if (watchers.notices != null) {
            watchers.listeners.add(watchers.notices);
        }
        try {
            if (web != null) {
                watchers.listeners.addAll(web.start(process, redis, log));
            }
            return watchers;
        } catch (RuntimeException | Error e) {
            // For example a port in use: no caller has these services yet to close them.
            watchers.close();
            throw e;
        }
    }

    /** Returns the listeners for the process. */
    List<SchedulerListener> listeners() {
        return listeners;
    }

    @Override
    public void close() {
        if (web != null) {
            web.close();
        }
        if (notices != null) {
            notices.close();
        }
    }
}
