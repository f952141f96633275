/** TLS to a Redis: certificates and keys from PEM files, verification of the server, and advice on failures. */
@NullMarked
package dev.rqscheduler.internal.tls;

import org.jspecify.annotations.NullMarked;
