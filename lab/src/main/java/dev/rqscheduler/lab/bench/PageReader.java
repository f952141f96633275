/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import com.sun.net.httpserver.HttpServer;
import dev.rqscheduler.lab.load.StepThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A user of the page: reads it once, or repeatedly in a separate thread. */
final class PageReader implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private @Nullable StepThread thread;

    /** The first request of a process takes the client far longer than the measured server, so it goes to another server. */
    PageReader(String url) throws InterruptedException {
        this.url = url;
        HttpServer other = anyServer();
        other.start();
        try {
            fetch("http://127.0.0.1:" + other.getAddress().getPort() + "/");
        } finally {
            other.stop(0);
        }
    }

    private static HttpServer anyServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port to listen on", e);
        }
    }

    /** Returns the time from request to response of a page, in milliseconds. */
    double millis(String path) throws InterruptedException {
        return fetch(url + path);
    }

    private double fetch(String address) throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            double millis = (System.nanoTime() - start) / 1e6;
            if (page.statusCode() != 200) {
                throw new IllegalStateException(address + " returned status " + page.statusCode() + ": " + page.body());
            }
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException(address + " cannot be read", e);
        }
    }

    /** Reads these pages in turn, with a pause after each, until this is closed. */
    void keepReading(List<String> paths, Duration pause) {
        AtomicInteger next = new AtomicInteger();
        thread = new StepThread("page reader", () -> {
            millis(paths.get(next.getAndIncrement() % paths.size()));
            Thread.sleep(pause.toMillis());
        });
        thread.start();
    }

    @Override
    public void close() {
        try {
            if (thread != null) {
                thread.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
