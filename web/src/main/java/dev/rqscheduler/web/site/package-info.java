/** The services available to each part of the site, and the interface through which it adds routes. */
@NullMarked
package dev.rqscheduler.web.site;

import org.jspecify.annotations.NullMarked;
