/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is refused, in one place: called by a wrong name, ambiguous as to its length, without the token, sent by another
 * site, of a type that a form of another site could have.
 */
final class Guard {

    static final String CSRF_FIELD = "_csrf";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> BODIES = Set.of("application/json", FORM);
    private static final String BEARER = "Bearer ";

    private final SecurityPolicy policy;
    private final Hosts hosts;
    private final @Nullable Sessions sessions;

    /**
     * @param port where the server listens
     */
    Guard(SecurityPolicy policy, int port, InstantSource clock) {
        this.policy = policy;
        this.hosts = new Hosts(policy.loopback(), policy.hosts());
        this.sessions = policy.token() == null ? null : new Sessions(policy.token(), port, clock);
    }

    /** What holds for each request, whatever it asks for. */
    void requireSound(RequestHead head) {
        hosts.require(head);
        if (head.headersOf("Content-Length").size() > 1
                || (!head.headersOf("Content-Length").isEmpty()
                        && !head.headersOf("Transfer-Encoding").isEmpty())) {
            throw HttpProblem.badRequest("the length of the body is ambiguous");
        }
    }

    /**
     * Whether the route may be used; asked before the body is read.
     *
     * @throws HttpProblem if not
     */
    Visitor admit(RequestHead head, Access access) {
        Optional<String> other = head.method().safe() ? Optional.empty() : Hosts.otherOrigin(head);
        if (other.isPresent()) {
            throw new HttpProblem(403, "the request was sent by another site, " + printable(other.get()));
        }
        Visitor visitor = visitor(head, access);
        if (visitor.mayChange() || access == Access.ALWAYS || (access == Access.READ && hosts.local(head))) {
            return visitor;
        }
        if (policy.token() == null && access == Access.READ) {
            throw new HttpProblem(
                    403,
                    "through a proxy, or by another name than localhost, this server shows nothing without a token:"
                            + " start the scheduler with --http-token-file FILE");
        }
        if (policy.token() == null) {
            throw new HttpProblem(
                    403, "changes are off: start the scheduler with --http-token-file FILE, and send the token in it");
        }
        throw unauthorised(head);
    }

    private Visitor visitor(RequestHead head, Access access) {
        AccessToken token = policy.token();
        if (token == null || sessions == null) {
            return Visitor.unknown(false);
        }
        Optional<String> shown = shownToken(head);
        if (shown.isPresent() && token.is(shown.get())) {
            return new Visitor(true, Optional.empty(), true);
        } else if (shown.isPresent() && access != Access.ALWAYS) {
            // A wrong token is told as such, even where none is needed.
            throw unauthorised(head);
        }
        return loggedIn(sessions, head);
    }

    private static Visitor loggedIn(Sessions sessions, RequestHead head) {
        return sessions.of(head)
                .map(session -> new Visitor(true, Optional.of(sessions.csrf(session)), true))
                .orElseGet(() -> Visitor.unknown(true));
    }

    /** To whom an error is shown: refuses nothing. */
    Visitor known(RequestHead head) {
        return sessions == null ? Visitor.unknown(false) : loggedIn(sessions, head);
    }

    /** Whether the token was shown, in a header or by a login: refuses nothing. */
    boolean trusts(RequestHead head) {
        return known(head).mayChange()
                || shownToken(head)
                        .filter(text -> policy.token() != null && policy.token().is(text))
                        .isPresent();
    }

    /** Another scheme is somebody else's: a proxy in front may ask for a password of its own, and pass it on. */
    private static Optional<String> shownToken(RequestHead head) {
        return head.header("Authorization")
                .filter(text -> text.startsWith(BEARER))
                .map(text -> text.substring(BEARER.length()).strip());
    }

    /** What has a body must be of a type that is read here; asked before the body is read. */
    void requireType(RequestHead head) {
        if (head.hasBody() && !BODIES.contains(head.mediaType())) {
            throw new HttpProblem(415, "the body must be of type application/json, or a form's (" + FORM + ")");
        }
    }

    /**
     * A change by a login must bring back what only a page of this server knows; asked when the body is there.
     *
     * @throws HttpProblem if it does not
     */
    void requireOwnPage(RequestHead head, Visitor visitor, Access access, byte[] body) {
        if (access != Access.CHANGE || visitor.csrf().isEmpty()) {
            return;
        }
        Optional<String> shown = head.header(CSRF_HEADER);
        if (shown.isEmpty() && head.mediaType().equals(FORM)) {
            shown =
                    FormText.parse(new String(body, StandardCharsets.UTF_8))
                            .getOrDefault(CSRF_FIELD, List.of())
                            .stream()
                            .findFirst();
        }
        String session = sessions == null ? "" : sessions.of(head).orElse("");
        if (sessions == null || shown.isEmpty() || !sessions.isCsrf(shown.get(), session)) {
            throw new HttpProblem(
                    403, "the form is not of this page, or of an earlier login; load the page anew and try again");
        }
    }

    /**
     * Whether it is the token; then the cookie that begins a session.
     *
     * @param secure whether the browser reaches this server through TLS
     */
    Optional<String> login(String secret, boolean secure) {
        AccessToken token = policy.token();
        if (token == null || sessions == null || !token.is(secret)) {
            return Optional.empty();
        }
        return Optional.of(sessions.begin(secure));
    }

    /** The cookie that ends one. */
    Optional<String> logout() {
        return Optional.ofNullable(sessions).map(Sessions::end);
    }

    private static HttpProblem unauthorised(RequestHead head) {
        String what = head.header("Authorization")
                        .filter(text -> text.startsWith(BEARER))
                        .isPresent()
                ? "the token is not the right one"
                : "the token is needed: log in on the page, or send the header Authorization: Bearer TOKEN";
        return new HttpProblem(401, what).with("WWW-Authenticate", "Bearer");
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[^!-~]", "?");
        return clean.length() > 100 ? clean.substring(0, 100) : clean;
    }
}
