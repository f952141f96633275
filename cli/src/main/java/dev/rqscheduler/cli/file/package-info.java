/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/** YAML files of named schedules: reading, checking, applying and writing. */
@NullMarked
package dev.rqscheduler.cli.file;

import org.jspecify.annotations.NullMarked;
