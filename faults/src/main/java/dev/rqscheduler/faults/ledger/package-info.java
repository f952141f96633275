/** What was promised: each job by its id, with what the producer was told about it. */
@NullMarked
package dev.rqscheduler.faults.ledger;

import org.jspecify.annotations.NullMarked;

