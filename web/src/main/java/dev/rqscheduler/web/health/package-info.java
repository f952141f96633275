/** What health checks are told. */
@NullMarked
package dev.rqscheduler.web.health;

import org.jspecify.annotations.NullMarked;

