/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
@NullMarked
package dev.rqscheduler.cli.top;

import org.jspecify.annotations.NullMarked;
