/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

/** The form of a log line. */
public enum LogFormat {
    TEXT,
    JSON
}
