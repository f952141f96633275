@NullMarked
package dev.rqscheduler.embedded;

import org.jspecify.annotations.NullMarked;
