/** The campaign: faults by a seeded plan, in several arenas side by side, and what came of them. */
@NullMarked
package dev.rqscheduler.faults.campaign;

import org.jspecify.annotations.NullMarked;

