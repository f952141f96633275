/** The web pages and the API of a scheduler, see {@link dev.rqscheduler.web.WebServer}. */
@NullMarked
package dev.rqscheduler.web;

import org.jspecify.annotations.NullMarked;
