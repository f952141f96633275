/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.RedisException;

/** Checks whether Redis is available at all. */
final class ConnectivityCheck {

    static final String NAME = "redis";

    private ConnectivityCheck() {}

    static Finding failed(RedisException failure) {
        return Finding.fail(NAME, String.valueOf(failure.getMessage()), remedy(failure.kind()));
    }

    private static String remedy(RedisException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> "start it, or choose another with --url or --host; check firewall and TLS settings";
            case AUTH -> "give user and password in --url, or the password with RQ_REDIS_PASSWORD or --password-file";
            case TLS -> "check the certificate, its authority and the host name against the TLS options";
            case BUSY -> "a script is blocking Redis: wait, or stop it with SCRIPT KILL";
            case LOADING -> "it is loading its data, or has lost its primary: wait, or check its log";
            case CLUSTER -> RoleCheck.NO_CLUSTER;
            case DATABASE ->
                "choose another with --db or at the end of --url; databases in its configuration sets their number";
            case NOLUA ->
                "start it with its Lua module (a restart loads one that was unloaded), or use a build that has it";
            default -> "check its log";
        };
    }
}
