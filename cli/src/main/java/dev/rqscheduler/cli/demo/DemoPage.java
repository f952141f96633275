/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.web.WebOptions;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The web page over the demo's Redis, on loopback and any free port. It starts in parallel with the demo, which does
 * not wait for it, and prints its address once ready. Its token is created for this demo only, and so may be shown.
 */
final class DemoPage implements AutoCloseable, SchedulerListener {

    private static final int TOKEN_BYTES = 16;
    private static final List<String> PAGES = List.of("/", "/jobs", "/schedules", "/quarantine");

    private final RedisConfig redis;
    private final PrintStream out;
    private @Nullable WebServer server;
    private boolean closed;
    private volatile SchedulerListener live = SchedulerListener.NONE;

    DemoPage(RedisConfig redis, PrintStream out) {
        this.redis = redis;
        this.out = out;
    }

    /** Starts it without waiting. */
    void start() {
        Thread thread = new Thread(this::serve, "page of the demo");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        try {
            WebServer started = WebServer.start(WebOptions.at(0).withToken(token), redis);
            if (keep(started)) {
                out.println("Live dashboard: " + started.url() + "/ (token for making changes: " + token + ")");
                out.flush();
                look(started.url());
            } else {
                started.close();
            }
        } catch (IOException e) {
            out.println("No dashboard: " + e.getMessage());
            out.flush();
        }
    }

    /**
     * Loads each page once, so that they open immediately; and the class archive for fast starts is created from runs
     * of the demo: without these, the first page of any scheduler took 359 ms.
     */
    private static void look(String url) {
        for (String page : PAGES) {
            try (InputStream body = URI.create(url + page).toURL().openStream()) {
                body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The demo has ended meanwhile, or anyone who opens the page will see the error.
                return;
            }
        }
    }

    private synchronized boolean keep(WebServer started) {
        if (!closed) {
            server = started;
            live = started.listener();
        }
        return !closed;
    }

    @Override
    public void onOutcome(Outcome outcome) {
        live.onOutcome(outcome);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
