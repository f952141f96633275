/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

/** Redis could not be asked, or answered with an error. The message names host and port and never a password. */
public final class RedisFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    RedisFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What kind of failure: by the first word of Redis's error reply where there was one. */
    public enum Kind {
        /** No connection, or it broke before the reply came: the operation may or may not have happened. */
        UNREACHABLE,
        /** Wrong or missing password or user. */
        AUTH,
        /** The user lacks a permission. */
        NOPERM,
        /** A replica that takes no writes, as after a failover. */
        READONLY,
        /** Redis is reading its data after a start. */
        LOADING,
        /** maxmemory is reached. */
        OOM,
        /** Another script holds Redis up. */
        BUSY,
        /** Redis refuses writes since it cannot save to disk. */
        MISCONF,
        /** A key holds another type than RQ writes. */
        WRONGTYPE,
        /** A Redis Cluster, which RQ's keys cannot live in. */
        CLUSTER,
        /** Any other error reply. */
        OTHER;

        static Kind of(String reply) {
            String word = reply.strip().split("[ :]", 2)[0];
            return switch (word) {
                case "NOAUTH", "WRONGPASS" -> AUTH;
                case "NOPERM" -> NOPERM;
                case "READONLY" -> READONLY;
                case "LOADING", "MASTERDOWN" -> LOADING;
                case "OOM" -> OOM;
                case "BUSY" -> BUSY;
                case "MISCONF" -> MISCONF;
                case "WRONGTYPE" -> WRONGTYPE;
                case "MOVED", "ASK", "CROSSSLOT", "CLUSTERDOWN" -> CLUSTER;
                default -> ofWords(reply);
            };
        }

        /** Older answers, and those to a script of Redis 7.0, which say it in words only. */
        private static Kind ofWords(String reply) {
            if (reply.contains("invalid password") || reply.contains("without any password")) {
                return AUTH;
            }
            return reply.contains("The user executing the script can't") ? NOPERM : OTHER;
        }
    }
}
