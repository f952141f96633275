/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/**
 * The sender of a request.
 *
 * @param mayChange whether the client presented the token, in a header or by a login
 * @param csrf the value that forms must send in the field {@code _csrf}; empty unless logged in on the page
 * @param changesPossible whether this server has a token
 */
public record RequestUser(boolean mayChange, Optional<String> csrf, boolean changesPossible) {

    /** Returns an anonymous visitor. */
    static RequestUser unknown(boolean changesPossible) {
        return new RequestUser(false, Optional.empty(), changesPossible);
    }
}
