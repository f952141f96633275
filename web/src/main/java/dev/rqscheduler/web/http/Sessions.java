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
 * Logins of the page. A session is a cookie that the token has sealed, so that it ends with the token, and outlives a restart
 * of the server: {@code <end, epoch seconds>.<random>.<seal>}. The token itself is in no cookie.
 */
final class Sessions {

    static final String COOKIE = "rqscheduler_session";

    private static final Duration LENGTH = Duration.ofHours(12);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\.([0-9a-f]{32})\\.([0-9a-f]{64})");
    private static final String HOW = "; Path=/; HttpOnly; SameSite=Strict";

    private final AccessToken token;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(AccessToken token, InstantSource clock) {
        this.token = token;
        this.clock = clock;
    }

    /** The value of {@code Set-Cookie} that begins a session. */
    String begin() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String text = (clock.instant().getEpochSecond() + LENGTH.toSeconds()) + "."
                + HexFormat.of().formatHex(salt);
        return COOKIE + "=" + text + "." + token.seal("session " + text) + "; Max-Age=" + LENGTH.toSeconds() + HOW;
    }

    /** The value of {@code Set-Cookie} that ends one. */
    static String end() {
        return COOKIE + "=; Max-Age=0" + HOW;
    }

    /** The session of a request, if it has one that is valid. */
    Optional<String> of(RequestHead head) {
        return head.headersOf("Cookie").stream()
                .flatMap(Pattern.compile(";")::splitAsStream)
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .filter(this::valid)
                .findFirst();
    }

    private boolean valid(String session) {
        Matcher matcher = FORM.matcher(session);
        return matcher.matches()
                && token.isSeal(matcher.group(3), "session " + matcher.group(1) + "." + matcher.group(2))
                && Long.parseLong(matcher.group(1)) > clock.instant().getEpochSecond();
    }

    /** What a form of this session has to bring back. */
    String csrf(String session) {
        return token.seal("csrf " + session);
    }

    boolean isCsrf(String text, String session) {
        return token.isSeal(text, "csrf " + session);
    }
}
