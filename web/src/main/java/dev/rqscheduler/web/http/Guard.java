/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides in one place which requests to refuse: those with an unknown host name, an ambiguous length or no token, those sent by
 * another site, and those with a content type that another site's form could send.
 */
public final class Guard {

    static final String CSRF_FIELD = "_csrf";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> BODIES = Set.of("application/json", FORM);
    private static final String BEARER = "Bearer ";

    private final Policy policy;
    private final Hosts hosts;
    private final @Nullable Sessions sessions;

    Guard(Policy policy, int port, InstantSource clock) {
        this.policy = policy;
        this.hosts = new Hosts(policy.loopback(), policy.hosts());
        this.sessions = policy.token() == null ? null : new Sessions(policy.token(), port, clock);
    }

    /** Checks what every request must satisfy. */
    void requireSound(Request.Head head) {
        hosts.require(head);
        if (head.headersOf("Content-Length").size() > 1
                || (!head.headersOf("Content-Length").isEmpty()
                        && !head.headersOf("Transfer-Encoding").isEmpty())) {
            throw HttpProblem.badRequest(
                    "the body length is ambiguous; send exactly one of Content-Length and Transfer-Encoding");
        }
    }

    /** Checks access to a route, before the body is read. */
    Request.User admit(Request.Head head, Routes.Access access) {
        Optional<String> other = head.method().safe() ? Optional.empty() : Hosts.otherOrigin(head);
        if (other.isPresent()) {
            throw new HttpProblem(403, "request from another site refused: " + printable(other.get()));
        }
        Request.User visitor = visitor(head, access);
        if (visitor.mayChange()
                || access == Routes.Access.ALWAYS
                || (access == Routes.Access.READ && hosts.local(head))) {
            return visitor;
        }
        if (policy.token() == null && access == Routes.Access.READ) {
            throw new HttpProblem(
                    403,
                    "requests through a proxy, or with a host name other than localhost, need a token:"
                            + " start the scheduler with --http-token-file FILE");
        }
        if (policy.token() == null) {
            throw new HttpProblem(
                    403,
                    "changes are disabled: start the scheduler with --http-token-file FILE and send that file's token");
        }
        throw unauthorised(head);
    }

    private Request.User visitor(Request.Head head, Routes.Access access) {
        if (showsToken(head)) {
            return new Request.User(true, Optional.empty(), true);
        } else if (policy.token() != null && shownToken(head).isPresent() && access != Routes.Access.ALWAYS) {
            // Reject a wrong token even where none is needed.
            throw unauthorised(head);
        }
        return known(head);
    }

    /** Returns the visitor to show an error to; never refuses. */
    Request.User known(Request.Head head) {
        Sessions logins = sessions;
        if (logins == null) {
            return Request.User.unknown(false);
        }
        return logins.of(head)
                .map(session -> new Request.User(true, Optional.of(logins.csrf(session)), true))
                .orElseGet(() -> Request.User.unknown(true));
    }

    /** Returns whether the client presented the token, in a header or by a login; never refuses. */
    boolean trusts(Request.Head head) {
        return known(head).mayChange() || showsToken(head);
    }

    private boolean showsToken(Request.Head head) {
        AccessToken token = policy.token();
        return token != null && shownToken(head).filter(token::is).isPresent();
    }

    /** Ignores other schemes: a proxy in front may use its own password and pass it on. */
    private static Optional<String> shownToken(Request.Head head) {
        return head.header("Authorization")
                .filter(text -> text.startsWith(BEARER))
                .map(text -> text.substring(BEARER.length()).strip());
    }

    /** Checks that a body has a supported type, before it is read. */
    void requireType(Request.Head head) {
        if (head.hasBody() && !BODIES.contains(head.mediaType())) {
            throw new HttpProblem(415, "the body must be of type application/json or " + FORM);
        }
    }

    /** Checks, once the body has been read, that a change made through a login carries the CSRF token of this server's pages. */
    void requireOwnPage(Request.Head head, Request.User visitor, Routes.Access access, byte[] body) {
        if (access != Routes.Access.CHANGE || visitor.csrf().isEmpty()) {
            return;
        }
        Optional<String> shown = head.header(CSRF_HEADER);
        if (shown.isEmpty() && head.mediaType().equals(FORM)) {
            shown =
                    UrlText.fields(new String(body, StandardCharsets.UTF_8))
                            .getOrDefault(CSRF_FIELD, List.of())
                            .stream()
                            .findFirst();
        }
        String session = sessions == null ? "" : sessions.of(head).orElse("");
        if (sessions == null || shown.isEmpty() || !sessions.isCsrf(shown.get(), session)) {
            throw new HttpProblem(
                    403, "this form belongs to another page or an earlier login; reload the page and try again");
        }
    }

    /** Returns the cookie that starts a session, restricted to TLS if secure; empty if the secret is not the token. */
    Optional<String> login(String secret, boolean secure) {
        return Optional.ofNullable(sessions)
                .filter(logins -> policy.token() != null && policy.token().is(secret))
                .map(logins -> logins.begin(secure));
    }

    /** Returns the cookie that ends a session. */
    Optional<String> logout() {
        return Optional.ofNullable(sessions).map(Sessions::end);
    }

    private static HttpProblem unauthorised(Request.Head head) {
        String what = shownToken(head).isPresent()
                ? "invalid token"
                : "token required: log in on the page, or send the header Authorization: Bearer TOKEN";
        return new HttpProblem(401, what).with("WWW-Authenticate", "Bearer");
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[^!-~]", "?");
        return clean.length() > 100 ? clean.substring(0, 100) : clean;
    }

    /**
     * The access rules of a server.
     *
     * @param token required for changes; null if changes are disabled
     * @param loopback whether the server can be reached only from this machine; if not, reads need the token too
     * @param hosts accepted host names in addition to loopback names, in lower case, without port
     */
    public record Policy(@Nullable AccessToken token, boolean loopback, Set<String> hosts) {

        public Policy {
            if (!loopback && token == null) {
                throw new IllegalArgumentException("an address other than loopback needs a token");
            }
            hosts = Set.copyOf(hosts);
        }
    }
}
