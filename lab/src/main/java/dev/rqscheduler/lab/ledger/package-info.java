/** What was promised: each job by its id, with the replies its producer received. */
@NullMarked
package dev.rqscheduler.lab.ledger;

import org.jspecify.annotations.NullMarked;
