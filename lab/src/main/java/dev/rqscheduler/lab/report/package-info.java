/** Figures, limits, tables and reports. */
@NullMarked
package dev.rqscheduler.lab.report;

import org.jspecify.annotations.NullMarked;
