/** The measurements, one class for each part of a run. */
@NullMarked
package dev.rqscheduler.bench.measure;

import org.jspecify.annotations.NullMarked;

