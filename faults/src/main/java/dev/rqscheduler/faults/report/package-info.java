/** Tables and figures for people. */
@NullMarked
package dev.rqscheduler.faults.report;

import org.jspecify.annotations.NullMarked;

