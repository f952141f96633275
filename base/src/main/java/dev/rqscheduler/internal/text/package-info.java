/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/** Numbers, times and strings as people read them, the same in logs, findings, the command and the page. */
@NullMarked
package dev.rqscheduler.internal.text;

import org.jspecify.annotations.NullMarked;
