/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/**
 * Sources of time-zone rules: the host's tzdata, the release bundled with this library, and the JDK's.
 * Reads files, knows nothing of Redis or RQ. The JVM's own zones are never changed.
 */
@NullMarked
package dev.rqscheduler.internal.tzdata;

import org.jspecify.annotations.NullMarked;
