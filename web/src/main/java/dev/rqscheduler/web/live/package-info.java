/** What this process has moved of late. */
@NullMarked
package dev.rqscheduler.web.live;

import org.jspecify.annotations.NullMarked;

