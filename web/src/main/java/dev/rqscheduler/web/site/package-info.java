/** What each part of the site is given, and how it adds its routes. */
@NullMarked
package dev.rqscheduler.web.site;

import org.jspecify.annotations.NullMarked;

