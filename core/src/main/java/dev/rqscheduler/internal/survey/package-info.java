/** Read-only queries for diagnosis. */
@NullMarked
package dev.rqscheduler.internal.survey;

import org.jspecify.annotations.NullMarked;
