/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/** Files of named schedules, YAML: read, checked, put, and written. */
@NullMarked
package dev.rqscheduler.cli.file;

import org.jspecify.annotations.NullMarked;

