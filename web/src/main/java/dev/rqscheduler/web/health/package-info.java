/** Health checks. */
@NullMarked
package dev.rqscheduler.web.health;

import org.jspecify.annotations.NullMarked;

