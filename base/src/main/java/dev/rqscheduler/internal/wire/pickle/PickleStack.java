/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reader's stack with its marks, and the memo; both bounded. A mark fences off what lies below it. */
final class PickleStack {
    private final PickleInput in;
    private final PickleReader.Limits limits;
    private final ArrayList<Node> nodes = new ArrayList<>();
    private final Map<Long, Node> memo = new HashMap<>();
    private int[] marks = new int[8];
    private int markCount;
    private int pushed;

    PickleStack(PickleInput in, PickleReader.Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    void push(Node node) {
        count();
        nodes.add(node);
    }

    void mark() {
        count();
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, markCount * 2);
        }
        marks[markCount++] = nodes.size();
    }

    private void count() {
        if (++pushed > limits.maxValues()) {
            throw in.fail("more than " + limits.maxValues() + " values");
        }
    }

    Node top() {
        if (nodes.size() <= fence()) {
            throw in.fail("an opcode without a value on the stack");
        }
        return nodes.get(nodes.size() - 1);
    }

    Node pop() {
        var top = top();
        nodes.remove(nodes.size() - 1);
        return top;
    }

    /** Drops the top value, or the mark if that is on top. */
    void drop() {
        if (markCount > 0 && fence() == nodes.size()) {
            markCount--;
        } else {
            pop();
        }
    }

    /** The last {@code count} values, oldest first. */
    List<Node> pop(int count) {
        if (nodes.size() - count < fence()) {
            throw in.fail("an opcode with too few values on the stack");
        }
        return cut(nodes.size() - count);
    }

    /** The values above the last mark, and the mark goes. */
    List<Node> popMark() {
        if (markCount == 0) {
            throw in.fail("an opcode without a mark on the stack");
        }
        return cut(marks[--markCount]);
    }

    private List<Node> cut(int from) {
        var tail = nodes.subList(from, nodes.size());
        var values = new ArrayList<>(tail);
        tail.clear();
        return values;
    }

    private int fence() {
        return markCount == 0 ? 0 : marks[markCount - 1];
    }

    void memoize() {
        put(memo.size());
    }

    void put(long index) {
        var top = top();
        top.shared = true;
        memo.put(index, top);
        if (memo.size() > limits.maxMemo()) {
            throw in.fail("more than " + limits.maxMemo() + " memo entries");
        }
    }

    void get(long index) {
        var known = memo.get(index);
        if (known == null) {
            throw in.fail("a reference to memo entry " + index + ", which does not exist");
        }
        push(known);
    }

    void duplicate() {
        var top = top();
        top.shared = true;
        push(top);
    }
}
