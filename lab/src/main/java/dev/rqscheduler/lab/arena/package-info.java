/**
 * Where experiments and measurements take place: a private Redis, scheduler processes, and what is observed of them.
 */
@NullMarked
package dev.rqscheduler.lab.arena;

import org.jspecify.annotations.NullMarked;
