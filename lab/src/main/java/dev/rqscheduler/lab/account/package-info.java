/** The accountant: compares what was promised with what the append-only file says has happened. */
@NullMarked
package dev.rqscheduler.lab.account;

import org.jspecify.annotations.NullMarked;
