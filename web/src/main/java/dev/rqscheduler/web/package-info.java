/** The web page and the API of a scheduler: {@link dev.rqscheduler.web.WebServer}. */
@NullMarked
package dev.rqscheduler.web;

import org.jspecify.annotations.NullMarked;

