/**
 * Diagnosis and advice: the doctor for a whole Redis, the explanation of a single job. Reads facts, judges them with
 * pure functions, changes nothing.
 */
@NullMarked
package dev.rqscheduler.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
