/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.survey.PermissionInspection.Missing;
import dev.rqscheduler.internal.survey.PermissionInspection.Permissions;
import dev.rqscheduler.internal.survey.PermissionInspection.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Checks whether the user may do everything that scheduler and client do. */
final class PermissionCheck {

    static final String NAME = "permissions";

    private PermissionCheck() {}

    static List<Finding> judge(Permissions permissions) {
        List<Finding> findings = new ArrayList<>();
        for (String database : named(permissions, Missing.DATABASE, Refusal::target)) {
            findings.add(Finding.fail(
                    NAME,
                    "the user has no access to database " + database,
                    "choose another with --db, or ACL SETUSER <user> db=" + database
                            + " (name all its databases, separated by commas: the list replaces the previous one)"));
        }
        List<String> commands = named(permissions, Missing.COMMAND, Refusal::command);
        if (!commands.isEmpty()) {
            findings.add(Finding.fail(
                    NAME,
                    "the user may not run " + String.join(", ", commands),
                    "ACL SETUSER <user> "
                            + String.join(
                                    " ",
                                    commands.stream()
                                            .map(command -> "+" + command.toLowerCase(Locale.ROOT))
                                            .toList())));
        }
        List<String> keys = named(permissions, Missing.KEY, Refusal::target);
        if (!keys.isEmpty()) {
            findings.add(Finding.fail(
                    NAME,
                    "the user may not read and write the keys " + String.join(", ", keys),
                    "ACL SETUSER <user> ~rq:*"));
        }
        List<String> channels = named(permissions, Missing.CHANNEL, Refusal::target);
        if (!channels.isEmpty()) {
            findings.add(Finding.warn(
                    NAME,
                    "the user has no access to the " + String.join(", ", channels)
                            + ": schedulers notice earlier jobs only at their next poll",
                    "ACL SETUSER <user> &rq:scheduling:*"));
        }
        List<String> unknown = named(permissions, Missing.UNKNOWN, Refusal::command);
        if (!unknown.isEmpty()) {
            findings.add(Finding.fail(
                    NAME,
                    "this server does not support " + String.join(", ", unknown),
                    "remove the rename-command from its configuration, or use a server that has them"));
        }
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        NAME, "all " + permissions.checked() + " uses of commands, keys and channels are allowed"))
                : findings;
    }

    private static List<String> named(Permissions permissions, Missing missing, Function<Refusal, String> name) {
        return permissions.refusals().stream()
                .filter(refusal -> refusal.missing() == missing)
                .map(name)
                .distinct()
                .sorted()
                .toList();
    }
}
