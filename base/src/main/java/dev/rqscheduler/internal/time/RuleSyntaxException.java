/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** What is wrong with a recurrence rule; the message goes behind the quoted rule. */
final class RuleSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    RuleSyntaxException(String reason) {
        super(reason);
    }
}
