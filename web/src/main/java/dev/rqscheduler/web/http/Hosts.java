/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host names this server accepts. Another site can point its own name to 127.0.0.1 (DNS rebinding); its pages would then be
 * same-origin with this server if the host name were not checked.
 */
final class Hosts {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9a-zA-Z._-]{1,255})(:[0-9]{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1]|localhost");

    /** Headers with which a proxy identifies itself or its client. */
    private static final List<String> PASSED_ON = List.of("Forwarded", "Via", "X-Real-Ip");

    private static final String PASSED_ON_TOO = "x-forwarded-";

    private final boolean loopbackOnly;
    private final Set<String> further;

    Hosts(boolean loopbackOnly, Set<String> further) {
        this.loopbackOnly = loopbackOnly;
        this.further = further;
    }

    /** Checks that there is one Host header, with a name that is accepted. */
    void require(Request.Head head) {
        if (head.headersOf("Host").size() != 1) {
            throw HttpProblem.badRequest("a request must have exactly one Host header");
        }
        String host = head.headersOf("Host").get(0);
        Matcher matcher = FORM.matcher(host);
        if (!matcher.matches()) {
            throw HttpProblem.badRequest("the Host header is not a valid host name");
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (loopbackOnly && !LOOPBACK.matcher(name).matches() && !further.contains(name)) {
            throw new HttpProblem(
                    421,
                    "unknown host name " + name + "; if your proxy uses it, start the scheduler with" + " --http-host "
                            + name);
        }
    }

    /**
     * Returns whether the request comes from this machine, as far as that can be determined: it uses a loopback name and shows no
     * sign of a proxy, which could be forwarding it for anyone.
     */
    boolean local(Request.Head head) {
        Matcher matcher = FORM.matcher(head.header("Host").orElse(""));
        if (!loopbackOnly || !matcher.matches()) {
            return false;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches()
                && !further.contains(name)
                && PASSED_ON.stream().allMatch(header -> head.headersOf(header).isEmpty())
                && head.headers().keySet().stream()
                        .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith(PASSED_ON_TOO));
    }

    /** Returns the other site that sent the request, if it was sent by one and says so. */
    static Optional<String> otherOrigin(Request.Head head) {
        Optional<String> site = head.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            // Set by the browser; pages cannot change it.
            boolean own = site.get().equals("same-origin") || site.get().equals("none");
            return own ? Optional.empty() : Optional.of(head.header("Origin").orElse(site.get()));
        }
        return head.header("Origin")
                .filter(origin ->
                        !authority(origin).equalsIgnoreCase(head.header("Host").orElse("")));
    }

    private static String authority(String origin) {
        int start = origin.indexOf("://");
        return start < 0 ? "null" : origin.substring(start + 3);
    }
}
