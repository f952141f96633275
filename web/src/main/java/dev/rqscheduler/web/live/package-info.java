/** Recent moves of this process. */
@NullMarked
package dev.rqscheduler.web.live;

import org.jspecify.annotations.NullMarked;
