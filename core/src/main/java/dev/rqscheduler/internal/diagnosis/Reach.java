/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.RedisException;

/** Whether Redis can be used at all. */
final class Reach {

    static final String NAME = "redis";

    private Reach() {}

    static Finding failed(RedisException failure) {
        return Finding.fail(NAME, String.valueOf(failure.getMessage()), remedy(failure.kind()));
    }

    private static String remedy(RedisException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> "start it, or name another with --url or --host; behind a firewall or TLS, check both";
            case AUTH -> "give user and password in --url, or the password with RQ_REDIS_PASSWORD or --password-file";
            case TLS -> "compare the certificate, its authority and the host name with the TLS options";
            case BUSY -> "a script holds Redis up: wait, or end it with SCRIPT KILL";
            case LOADING -> "it is reading its data, or has lost its primary: wait, or look into its log";
            case CLUSTER -> RoleCheck.NO_CLUSTER;
            case DATABASE ->
                "name another with --db or at the end of --url; what there is, databases in its configuration says";
            case NOLUA ->
                "start it with its Lua module (a restart loads one that was unloaded), or use a build that has it";
            default -> "look into its log";
        };
    }
}
