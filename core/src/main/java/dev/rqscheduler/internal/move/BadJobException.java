/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

/** Thrown for a job that cannot be moved as it is; the message says why in plain words. */
final class BadJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadJobException(String reason) {
        super(reason);
    }

    /** Formats a value for a message: quoted and shortened. */
    static String quoted(String value) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
