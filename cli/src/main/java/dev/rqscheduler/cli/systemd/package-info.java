/** Notifications to systemd, for a service of type notify. */
@NullMarked
package dev.rqscheduler.cli.systemd;

import org.jspecify.annotations.NullMarked;
