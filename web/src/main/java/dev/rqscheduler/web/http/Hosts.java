/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which this server may be called. A page of another site can have its own name point to 127.0.0.1 (DNS
 * rebinding) and would then be of the same origin as this server, but for the name.
 */
final class Hosts {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9a-zA-Z._-]{1,255})(:[0-9]{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1]|localhost");

    /** What a proxy tells of whoever asked it, or of itself. */
    private static final List<String> PASSED_ON = List.of("Forwarded", "Via", "X-Real-Ip");

    private static final String PASSED_ON_TOO = "x-forwarded-";

    private final boolean loopbackOnly;
    private final Set<String> further;

    /**
     * @param loopbackOnly whether only names of this machine are taken; else all are
     * @param further names that are taken in any case, in lower case, without port
     */
    Hosts(boolean loopbackOnly, Set<String> further) {
        this.loopbackOnly = loopbackOnly;
        this.further = further;
    }

    /**
     * @throws HttpProblem if the request calls this server by a name that is not its own
     */
    void require(RequestHead head) {
        if (head.headersOf("Host").size() != 1) {
            throw HttpProblem.badRequest("a request must have one header Host");
        }
        String host = head.headersOf("Host").get(0);
        Matcher matcher = FORM.matcher(host);
        if (!matcher.matches()) {
            throw HttpProblem.badRequest("the header Host names no host");
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (loopbackOnly && !LOOPBACK.matcher(name).matches() && !further.contains(name)) {
            throw new HttpProblem(
                    421,
                    "this server does not go by the name " + name + "; if a proxy of yours calls it so, start it with"
                            + " --http-host " + name);
        }
    }

    /**
     * Whether somebody on this machine asks, as far as that can be told: by a name of this machine, with no sign of a proxy
     * that would ask on behalf of the whole world.
     */
    boolean local(RequestHead head) {
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

    /** Where another site has sent the request from, if that can be told. */
    static Optional<String> otherOrigin(RequestHead head) {
        Optional<String> site = head.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            // Set by the browser, out of reach of any page.
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
