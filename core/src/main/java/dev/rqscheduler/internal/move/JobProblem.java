/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.QuarantineCause;

/**
 * Why a job cannot be moved, as a script found it while it read the job or was about to write.
 *
 * @param kind what is wrong
 * @param subject the key, or the field of the hash; empty for {@link Kind#REFUSED}
 * @param found the type of the key, how many bytes the field has, or Redis's error
 * @param wanted the type that RQ writes; empty unless it is {@link Kind#TYPE}
 */
public record JobProblem(Kind kind, String subject, String found, String wanted) {

    /** What is wrong, by the codes of the scripts. */
    public enum Kind {
        /** A key that the move needs holds another type. */
        TYPE(QuarantineCause.KEY),
        /** The key of the job's hash holds another type. */
        UNREADABLE(QuarantineCause.KEY),
        /** A field is longer than any scheduler reads. */
        LENGTH(QuarantineCause.FORMAT),
        /** Redis refused to show the hash: no fault of the job. */
        REFUSED(QuarantineCause.FAULT);

        private final QuarantineCause cause;

        Kind(QuarantineCause cause) {
            this.cause = cause;
        }
    }

    /** Returns the cause that the job is quarantined with. */
    public QuarantineCause cause() {
        return kind.cause;
    }

    /** Returns the reason, for a person. */
    public String reason() {
        return switch (kind) {
            case TYPE -> subject + " is a " + found + ", not a " + wanted;
            case UNREADABLE -> subject + " cannot be read: " + found;
            case LENGTH -> subject + " is " + found + " bytes long, more than any scheduler reads";
            case REFUSED -> found;
        };
    }
}
