/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** Thrown for an invalid recurrence rule; the message follows the quoted rule. */
final class RuleSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    RuleSyntaxException(String reason) {
        super(reason);
    }
}
