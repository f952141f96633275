/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.web.WebOptions;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript, and the server that it talks to. */
final class Pages implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern HIDDEN = Pattern.compile("name=\"(read|previewed)\" value=\"([^\"]*)\"");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final WebServer server;
    final SchedulerClient scheduler;
    private String csrf = "";

    /** Java's cookie store quotes the values of cookies with a Max-Age, which no browser does. */
    private String cookie = "";

    private Pages(WebServer server, SchedulerClient scheduler) {
        this.server = server;
        this.scheduler = scheduler;
    }

    static Pages open(RedisServer redis, UnaryOperator<WebOptions> options) throws IOException {
        return open(redis.uri(), options);
    }

    static Pages open(String redis, UnaryOperator<WebOptions> options) throws IOException {
        WebOptions standard = WebOptions.at(0).withToken(TOKEN).withCronZone(ZoneId.of("Europe/Amsterdam"));
        return new Pages(
                WebServer.start(options.apply(standard), RedisConfig.parse(redis)), SchedulerClient.connect(redis));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
    }

    /** Requests a part of a page, as htmx does. */
    HttpResponse<String> part(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).header("HX-Request", "true");
        return send((headers.length == 0 ? request : request.headers(headers)).GET());
    }

    /** Submits the login form. */
    void logIn() {
        post("/login", Map.of("token", TOKEN, "next", "/"));
        Matcher field = CSRF.matcher(get("/").body());
        if (!field.find()) {
            throw new AssertionError("no form on the page: not logged in");
        }
        csrf = field.group(1);
    }

    /** Simulates a page loaded before this login. */
    void forgetForm() {
        csrf = "0".repeat(64);
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return post(path, form, "/");
    }

    /** Submits a form on the page {@code from}. */
    HttpResponse<String> post(String path, Map<String, String> form, String from) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", server.url())
                .header("Referer", server.url() + from)
                .POST(HttpRequest.BodyPublishers.ofString(body + "&_csrf=" + csrf)));
    }

    /** Fills in a form, previews it and saves it. */
    HttpResponse<String> save(String path, Map<String, String> form) {
        return post(path + "/save", previewed(form, post(path + "/preview", form)));
    }

    /** Returns the form with the hidden fields of the preview. */
    static Map<String, String> previewed(Map<String, String> form, HttpResponse<String> preview) {
        Map<String, String> whole = new HashMap<>(form);
        Matcher field = HIDDEN.matcher(preview.body());
        while (field.find()) {
            whole.put(field.group(1), field.group(2));
        }
        return whole;
    }

    static void shows(HttpResponse<String> page, String... texts) {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(texts);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = browser.send(
                    request.header("Accept", "text/html,*/*")
                            .header("Cookie", cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            return response.statusCode() == 303
                    ? get(response.headers().firstValue("Location").orElseThrow())
                    : response;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        scheduler.close();
    }
}
