/** Figures, limits and tables: pure, and the only room that knows how a result looks. */
@NullMarked
package dev.rqscheduler.bench.report;

import org.jspecify.annotations.NullMarked;

