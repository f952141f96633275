/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.SchedulePage.FoundSchedule;
import dev.rqscheduler.redis.NamedScheduleStore;
import dev.rqscheduler.redis.NamedScheduleStore.Line;
import dev.rqscheduler.redis.NamedScheduleStore.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the named schedules, a bounded number at a time. Thread-safe. */
final class ScheduleSearcher {

    private static final int NAMES_A_CALL = 100;

    private final NamedScheduleStore store;

    ScheduleSearcher(NamedScheduleStore store) {
        this.store = store;
    }

    SchedulePage search(ScheduleSearch search) {
        Instant now = store.now();
        List<ScheduleStatus> found = new ArrayList<>();
        String last = search.after();
        int looked = 0;
        boolean ended = false;
        // One more than asked for tells whether there is a next page.
        while (found.size() <= search.size() && !ended && looked < search.looks()) {
            int few = Math.min(NAMES_A_CALL, search.looks() - looked);
            List<Stored> page = store.list(last, few);
            for (Stored stored : page) {
                ScheduleStatus status = StatusReader.status(stored, stored.newest());
                if (found.size() <= search.size() && search.fits(status)) {
                    found.add(status);
                }
                last = stored.name();
            }
            looked += page.size();
            ended = page.size() < few;
        }
        if (found.size() > search.size()) {
            List<ScheduleStatus> page = found.subList(0, search.size());
            String next = page.get(page.size() - 1).name();
            return new SchedulePage(now, withOutcomes(page, search), Optional.of(next), looked, false);
        }
        return new SchedulePage(
                now, withOutcomes(found, search), ended ? Optional.empty() : Optional.of(last), looked, !ended);
    }

    private List<FoundSchedule> withOutcomes(List<ScheduleStatus> page, ScheduleSearch search) {
        List<List<Line>> histories = search.outcomes() == 0
                ? List.of()
                : store.histories(page.stream().map(ScheduleStatus::name).toList(), search.outcomes());
        List<FoundSchedule> found = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            List<Line> lines = histories.isEmpty() ? List.of() : histories.get(i);
            found.add(new FoundSchedule(
                    page.get(i), lines.stream().map(HistoryReader::record).toList()));
        }
        return found;
    }
}
