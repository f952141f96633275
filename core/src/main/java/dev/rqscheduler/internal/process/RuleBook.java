/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.MoveRule;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules by which Redis moves jobs that have a meta: the latest ones, and as many older ones as are cheap to send
 * with each call. Not thread-safe.
 */
final class RuleBook {

    /** Each adds about half a microsecond to a call in Redis. */
    private static final int MOST = 64;

    private static final int MOST_BYTES = 32 * 1024;

    private final Decider decider;
    private final Map<ByteBuffer, MoveRule> rules = new LinkedHashMap<>();

    RuleBook(Decider decider) {
        this.decider = decider;
    }

    /** Creates rules for metas, and discards old ones. */
    void learn(List<byte[]> metas, Instant now) {
        if (metas.isEmpty()) {
            return;
        }
        rules.values().removeIf(rule -> !rule.holdsAt(now));
        metas.forEach(meta -> rules.remove(ByteBuffer.wrap(meta)));
        int bytes = rules.values().stream().mapToInt(RuleBook::size).sum();
        int room = Math.max(MOST - metas.size(), 0);
        int roomInBytes =
                MOST_BYTES - metas.stream().mapToInt(meta -> meta.length).sum();
        for (Iterator<MoveRule> oldest = rules.values().iterator();
                oldest.hasNext() && (rules.size() > room || bytes > roomInBytes); ) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
        for (byte[] meta : metas) {
            rules.put(ByteBuffer.wrap(meta), decider.rule(meta, now));
        }
    }

    Collection<MoveRule> rules() {
        return rules.values();
    }

    private static int size(MoveRule rule) {
        return rule.meta().length;
    }
}
