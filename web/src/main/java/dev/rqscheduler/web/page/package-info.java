/**
 * The HTML pages: handlers build a model from data in Redis, and templates under {@code src/main/jte} render it. The pages work
 * without JavaScript; with it, the overview updates live and search results appear while typing.
 */
@NullMarked
package dev.rqscheduler.web.page;

import org.jspecify.annotations.NullMarked;
