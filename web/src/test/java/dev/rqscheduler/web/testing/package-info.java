/** What tests of this module share. */
@NullMarked
package dev.rqscheduler.web.testing;

import org.jspecify.annotations.NullMarked;

