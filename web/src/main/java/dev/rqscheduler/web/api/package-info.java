/** The JSON API. */
@NullMarked
package dev.rqscheduler.web.api;

import org.jspecify.annotations.NullMarked;
