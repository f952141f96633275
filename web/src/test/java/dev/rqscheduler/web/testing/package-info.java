/** Fixtures shared by the tests of this module. */
@NullMarked
package dev.rqscheduler.web.testing;

import org.jspecify.annotations.NullMarked;
