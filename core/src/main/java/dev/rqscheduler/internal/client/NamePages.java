/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.NamedScheduleStore.Listed;
import dev.rqscheduler.internal.store.StoredSchedule;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Iterates over all schedules, sorted by name, in constant memory. */
public final class NamePages extends AbstractSpliterator<StoredSchedule> {

    private static final int PAGE = 200;

    private final NamedScheduleStore store;
    private List<StoredSchedule> page = List.of();
    private int next;
    private String last = "";
    private boolean ended;

    private NamePages(NamedScheduleStore store) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.store = store;
    }

    public static Stream<StoredSchedule> stream(NamedScheduleStore store) {
        return StreamSupport.stream(new NamePages(store), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredSchedule> action) {
        if (next == page.size()) {
            if (ended) {
                return false;
            }
            Listed listed = store.list(last, PAGE);
            page = listed.schedules();
            next = 0;
            ended = listed.ended();
            if (page.isEmpty()) {
                return false;
            }
            last = page.get(page.size() - 1).name();
        }
        action.accept(page.get(next++));
        return true;
    }
}
