/** What is read of a Redis to find out what is wrong with it; nothing here changes anything. */
@NullMarked
package dev.rqscheduler.internal.survey;

import org.jspecify.annotations.NullMarked;

