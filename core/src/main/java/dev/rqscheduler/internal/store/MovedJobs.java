/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The moved jobs of a page, read from the reply as they are iterated: the next page is requested first. The reply has
 * lists of {queue, 2, id, score, ...} and {queue, 3, id, score, next score, ...}.
 */
record MovedJobs(Reply lists) implements Iterable<DuePage.Moved> {

    @Override
    public Iterator<DuePage.Moved> iterator() {
        return IntStream.range(0, lists.size())
                .mapToObj(lists::at)
                .flatMap(MovedJobs::jobs)
                .iterator();
    }

    private static Stream<DuePage.Moved> jobs(Reply list) {
        String queue = list.at(0).text();
        int width = (int) list.at(1).number();
        DueTimeReader dues = new DueTimeReader();
        DueTimeReader nexts = new DueTimeReader();
        return IntStream.iterate(2, i -> i < list.size(), i -> i + width)
                .mapToObj(i -> new DuePage.Moved(
                        list.at(i).text(),
                        dues.read(list.at(i + 1).bytes()),
                        queue,
                        width == 2
                                ? Optional.empty()
                                : Optional.of(nexts.read(list.at(i + 2).bytes()))));
    }
}
