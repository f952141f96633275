/** What is wrong, and what to do: the doctor for a whole Redis, the explanation of one job. Reads facts, judges them by pure functions, changes nothing. */
@NullMarked
package dev.rqscheduler.internal.diagnosis;

import org.jspecify.annotations.NullMarked;

