/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** Small programs, each with a main method that takes the URL of a Redis. */
@NullMarked
package dev.rqscheduler.examples;

import org.jspecify.annotations.NullMarked;
