/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.account.Account;
import java.util.List;

/**
 * What came of one round in one arena.
 *
 * @param oddities what scheduler processes did that none should: ended by themselves, or failed in an unexpected way
 */
public record RoundResult(List<Blow> blows, Account account, List<String> oddities, String redisVersion) {

    public RoundResult {
        blows = List.copyOf(blows);
        oddities = List.copyOf(oddities);
    }

    static RoundResult brokenOff(String why) {
        return new RoundResult(
                List.of(), new Account(0, 0, 0, 0, Account.Named.NONE, List.of(), List.of()), List.of(why), "");
    }
}
