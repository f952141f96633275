/**
 * The page for people: handlers make a model of what Redis tells, templates under {@code src/main/jte} make HTML of it. Works
 * without JavaScript; with it, the overview keeps up to date and searches answer while one types.
 */
@NullMarked
package dev.rqscheduler.web.page;

import org.jspecify.annotations.NullMarked;

