/**
 * RQ's formats: keys, hash fields, timestamps, call data and meta; bytes in, values out. Uses neither Redis nor a
 * clock.
 */
@NullMarked
package dev.rqscheduler.internal.wire;

import org.jspecify.annotations.NullMarked;
