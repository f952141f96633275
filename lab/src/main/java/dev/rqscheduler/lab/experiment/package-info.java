/** The experiments: fault campaigns, recovery, fencing, soak. */
@NullMarked
package dev.rqscheduler.lab.experiment;

import org.jspecify.annotations.NullMarked;
