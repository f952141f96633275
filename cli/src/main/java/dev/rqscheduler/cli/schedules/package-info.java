/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/** The subcommands for named schedules. */
@NullMarked
package dev.rqscheduler.cli.schedules;

import org.jspecify.annotations.NullMarked;
