/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/**
 * Who sent a request, as far as that matters here.
 *
 * @param mayChange whether the token was shown, in a header or by a login
 * @param csrf what a form of this visitor has to bring back in its field {@code _csrf}; empty unless logged in on the page
 * @param changesPossible whether this server has a token at all
 */
public record Visitor(boolean mayChange, Optional<String> csrf, boolean changesPossible) {

    /** Somebody of whom nothing is known. */
    static Visitor unknown(boolean changesPossible) {
        return new Visitor(false, Optional.empty(), changesPossible);
    }
}
