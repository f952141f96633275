/** The services available to each part of the site. */
@NullMarked
package dev.rqscheduler.web.site;

import org.jspecify.annotations.NullMarked;
