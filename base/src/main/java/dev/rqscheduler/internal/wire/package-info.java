/**
 * RQ's formats: keys, hash fields, timestamps, call data and meta; bytes in, values out. Knows no Redis and no clock.
 */
@NullMarked
package dev.rqscheduler.internal.wire;

import org.jspecify.annotations.NullMarked;

