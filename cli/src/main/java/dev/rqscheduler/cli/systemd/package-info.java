/** What systemd hears of this process, where it runs it as a service of type notify. */
@NullMarked
package dev.rqscheduler.cli.systemd;

import org.jspecify.annotations.NullMarked;

