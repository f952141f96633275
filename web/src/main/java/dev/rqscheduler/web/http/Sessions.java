/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Login sessions. A session is a cookie signed with the token, so it becomes invalid when the token changes, but survives a
 * restart: {@code <expiry, epoch seconds>.<random>.<signature>}. The token itself is never in a cookie. Browsers send cookies to
 * all ports of a host, so cookie name and signature include the port: two schedulers neither end nor accept each other's logins.
 */
final class Sessions {

    private static final Duration LENGTH = Duration.ofHours(12);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\.([0-9a-f]{32})\\.([0-9a-f]{64})");
    private static final String HOW = "; Path=/; HttpOnly; SameSite=Strict";

    private final AccessToken token;
    private final String cookie;
    private final String mark;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(AccessToken token, int port, InstantSource clock) {
        this.token = token;
        this.cookie = "rqscheduler_session_" + port;
        this.mark = "session " + port + " ";
        this.clock = clock;
    }

    /** Returns the {@code Set-Cookie} value that starts a session; if secure, browsers send the cookie only through TLS. */
    String begin(boolean secure) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String text = (clock.instant().getEpochSecond() + LENGTH.toSeconds()) + "."
                + HexFormat.of().formatHex(salt);
        return cookie + "=" + text + "." + token.seal(mark + text) + "; Max-Age=" + LENGTH.toSeconds() + HOW
                + (secure ? "; Secure" : "");
    }

    /** Returns the {@code Set-Cookie} value that ends a session. */
    String end() {
        return cookie + "=; Max-Age=0" + HOW;
    }

    /** Returns the session of a request, if it has a valid one. */
    Optional<String> of(Request.Head head) {
        return head.headersOf("Cookie").stream()
                .flatMap(Pattern.compile(";")::splitAsStream)
                .map(String::strip)
                .filter(text -> text.startsWith(cookie + "="))
                .map(text -> text.substring(cookie.length() + 1))
                .filter(this::valid)
                .findFirst();
    }

    private boolean valid(String session) {
        Matcher matcher = FORM.matcher(session);
        return matcher.matches()
                && token.isSeal(matcher.group(3), mark + matcher.group(1) + "." + matcher.group(2))
                && Long.parseLong(matcher.group(1)) > clock.instant().getEpochSecond();
    }

    /** Returns the CSRF token that the forms of a session must send. */
    String csrf(String session) {
        return token.seal("csrf " + session);
    }

    boolean isCsrf(String text, String session) {
        return token.isSeal(text, "csrf " + session);
    }
}
