/** What the scheduler is compared with: a ceiling in Lua, and schedulers in Python. */
@NullMarked
package dev.rqscheduler.bench.rival;

import org.jspecify.annotations.NullMarked;

