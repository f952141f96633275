/** The private server, with real redis-server processes. */
@NullMarked
package dev.rqscheduler.embedded;

import org.jspecify.annotations.NullMarked;
