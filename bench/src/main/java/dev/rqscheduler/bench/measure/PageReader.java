/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at the page: once, or again and again on a thread of its own. */
final class PageReader implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private volatile boolean reading;
    private @Nullable Thread thread;

    /** The first request of this process takes it far longer than the server that is to be measured: it goes elsewhere. */
    PageReader(String url) throws InterruptedException {
        this.url = url;
        HttpServer elsewhere = anyServer();
        elsewhere.start();
        try {
            fetch("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/");
        } finally {
            elsewhere.stop(0);
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

    /** How long a page took to come, in milliseconds. */
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
                throw new IllegalStateException(address + " answers " + page.statusCode() + ": " + page.body());
            }
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException(address + " cannot be read", e);
        }
    }

    /** Reads these pages in turns, one each {@code pause}, until it is closed. */
    void keepReading(List<String> paths, Duration pause) {
        reading = true;
        Thread reader = new Thread(
                () -> {
                    try {
                        for (int i = 0; reading; i++) {
                            millis(paths.get(i % paths.size()));
                            LockSupport.parkNanos(pause.toNanos());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "page reader");
        reader.start();
        thread = reader;
    }

    @Override
    public void close() {
        reading = false;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
