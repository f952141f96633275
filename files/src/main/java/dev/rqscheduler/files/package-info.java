/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/** YAML files of named schedules: read, applied, watched and written. docs/schedules.md describes the format. */
@NullMarked
package dev.rqscheduler.files;

import org.jspecify.annotations.NullMarked;
