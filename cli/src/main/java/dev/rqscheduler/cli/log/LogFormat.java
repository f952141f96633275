/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

/** The format of log lines. */
public enum LogFormat {
    TEXT,
    JSON
}
