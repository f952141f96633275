@NullMarked
package dev.rqscheduler.cli;

import org.jspecify.annotations.NullMarked;
