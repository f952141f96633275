/** TLS to a Redis: certificates and keys from PEM files, the check of who answers, and what to do when it fails. */
@NullMarked
package dev.rqscheduler.internal.tls;

import org.jspecify.annotations.NullMarked;

