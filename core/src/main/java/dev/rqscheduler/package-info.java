@NullMarked
package dev.rqscheduler;

import org.jspecify.annotations.NullMarked;
