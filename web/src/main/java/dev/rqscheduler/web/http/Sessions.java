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
 * of the server: {@code <end, epoch seconds>.<random>.<seal>}. The token itself is in no cookie. Browsers send a cookie to all
 * ports of a host, so that name and seal have the port: of two schedulers neither ends nor takes a login of the other.
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

    /**
     * The value of {@code Set-Cookie} that begins a session.
     *
     * @param secure whether the browser must send it through TLS only
     */
    String begin(boolean secure) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String text = (clock.instant().getEpochSecond() + LENGTH.toSeconds()) + "."
                + HexFormat.of().formatHex(salt);
        return cookie + "=" + text + "." + token.seal(mark + text) + "; Max-Age=" + LENGTH.toSeconds() + HOW
                + (secure ? "; Secure" : "");
    }

    /** The value of {@code Set-Cookie} that ends one. */
    String end() {
        return cookie + "=; Max-Age=0" + HOW;
    }

    /** The session of a request, if it has one that is valid. */
    Optional<String> of(RequestHead head) {
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

    /** What a form of this session has to bring back. */
    String csrf(String session) {
        return token.seal("csrf " + session);
    }

    boolean isCsrf(String text, String session) {
        return token.isSeal(text, "csrf " + session);
    }
}
