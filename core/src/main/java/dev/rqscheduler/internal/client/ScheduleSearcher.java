/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.SchedulePage;
import dev.rqscheduler.api.SchedulePage.FoundSchedule;
import dev.rqscheduler.api.ScheduleSearch;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.internal.store.HistoryStore;
import dev.rqscheduler.internal.store.HistoryStore.Line;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.NamedScheduleStore.Listed;
import dev.rqscheduler.internal.store.StoredSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the named schedules, a bounded number at a time. Thread-safe. */
public final class ScheduleSearcher {

    private static final int NAMES_A_CALL = 100;

    /** A page keeps definitions, which may be large, and several searches may run at the same time. */
    private static final long BYTES_A_PAGE = 4 << 20;

    /** Each costs Redis two reads while other clients wait. */
    private static final int OUTCOMES_A_CALL = 1_000;

    private final NamedScheduleStore store;
    private final HistoryStore histories;
    private final long bytesAPage;

    public ScheduleSearcher(NamedScheduleStore store, HistoryStore histories) {
        this(store, histories, BYTES_A_PAGE);
    }

    /**
     * @param bytesAPage 1 or more: a page ends once it has read this much
     */
    public ScheduleSearcher(NamedScheduleStore store, HistoryStore histories, long bytesAPage) {
        this.store = store;
        this.histories = histories;
        this.bytesAPage = bytesAPage;
    }

    public SchedulePage search(ScheduleSearch search) {
        Instant now = store.now();
        List<ScheduleStatus> found = new ArrayList<>();
        String last = search.after().orElse("");
        int looked = 0;
        long left = bytesAPage;
        boolean ended = false;
        // One more than requested shows whether there is a next page.
        while (found.size() <= search.size() && !ended && looked < search.looks() && left > 0) {
            int few = Math.min(NAMES_A_CALL, search.looks() - looked);
            Listed page = store.list(last, few, left);
            for (StoredSchedule stored : page.schedules()) {
                ScheduleStatus status = StoredScheduleReader.status(stored, stored.newest());
                if (found.size() <= search.size() && fits(status, search)) {
                    found.add(status);
                }
                last = stored.name();
            }
            looked += page.schedules().size();
            left -= page.bytes();
            ended = page.ended();
        }
        if (found.size() > search.size()) {
            List<ScheduleStatus> page = found.subList(0, search.size());
            String next = page.get(page.size() - 1).name();
            return new SchedulePage(now, withOutcomes(page, search), Optional.of(next), looked, false);
        }
        return new SchedulePage(
                now, withOutcomes(found, search), ended ? Optional.empty() : Optional.of(last), looked, !ended);
    }

    private static boolean fits(ScheduleStatus status, ScheduleSearch search) {
        return search.state().filter(wanted -> wanted != status.state()).isEmpty()
                && (search.text().isEmpty() || mentions(status, search.text().get()));
    }

    private static boolean mentions(ScheduleStatus status, String text) {
        return status.name().contains(text)
                || status.schedule()
                        .filter(schedule -> schedule.group().contains(text)
                                || schedule.job().function().contains(text)
                                || schedule.job().queue().contains(text))
                        .isPresent();
    }

    private List<FoundSchedule> withOutcomes(List<ScheduleStatus> page, ScheduleSearch search) {
        List<List<Line>> outcomes = search.outcomes() == 0 ? List.of() : outcomes(page, search.outcomes());
        List<FoundSchedule> found = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            List<Line> lines = outcomes.isEmpty() ? List.of() : outcomes.get(i);
            found.add(new FoundSchedule(
                    page.get(i),
                    lines.stream().map(StoredScheduleReader::record).toList()));
        }
        return found;
    }

    private List<List<Line>> outcomes(List<ScheduleStatus> page, int each) {
        int few = Math.max(1, OUTCOMES_A_CALL / each);
        List<String> names = page.stream().map(ScheduleStatus::name).toList();
        List<List<Line>> outcomes = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i += few) {
            outcomes.addAll(histories.of(names.subList(i, Math.min(i + few, names.size())), each));
        }
        return outcomes;
    }
}
