/** The benchmark: one class for each part, and what the scheduler is compared with: a ceiling in Lua, schedulers in Python. */
@NullMarked
package dev.rqscheduler.lab.bench;

import org.jspecify.annotations.NullMarked;
