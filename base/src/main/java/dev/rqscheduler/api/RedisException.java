/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if Redis is unreachable or answers with an error. The message is one line: which Redis, what it said, and what
 * to do; never a password.
 */
public final class RedisException extends SchedulerException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_REPLY = 300;

    private static final String DATABASE_DENIED =
            "this user has no access to this database: choose another with --db or in the URL, or grant access with ACL"
                    + " SETUSER (db=NUMBER)";

    private final Kind kind;

    public RedisException(Kind kind, String message, @Nullable Throwable cause) {
        super(oneLine(message) + advice(kind, message), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    private static String advice(Kind kind, String message) {
        String advice = kind == Kind.DATABASE && message.contains("NOPERM") ? DATABASE_DENIED : kind.advice;
        return advice.isEmpty() ? "" : "; " + advice;
    }

    private static String oneLine(String message) {
        String text = message.replaceAll("\\s+", " ");
        return text.length() <= LONGEST_REPLY ? text : text.substring(0, LONGEST_REPLY) + "...";
    }

    /** The kind of failure, by the first word of Redis's error reply if there was one. */
    public enum Kind {
        /** No connection, or it broke before the reply came: the operation may or may not have happened. */
        UNREACHABLE(""),
        /** TLS with a server that does not speak it, or a rejected certificate, ours or the server's. */
        TLS(""),
        /** Wrong or missing password or user. */
        AUTH("check user and password"),
        /** The user lacks a permission. */
        NOPERM(
                "grant this user the permission: rqscheduler doctor names it, docs/redis-acl.md lists all that are needed"),
        /** A replica, which accepts no writes, for example after a failover. */
        READONLY("this server is a replica: connect to the master, or through Sentinel"),
        /** Redis is loading its data after a restart, or a replica has lost its master. */
        LOADING("it will be available when its data is loaded"),
        /** maxmemory is reached. */
        OOM("its memory is full: raise maxmemory or free some memory"),
        /** Another script is blocking Redis. */
        BUSY("a script is blocking it: SCRIPT KILL stops a script that has not written anything yet"),
        /** Redis refuses writes since it cannot save to disk. */
        MISCONF("it cannot write to disk: see its log"),
        /** Fewer replicas than the server's {@code min-replicas-to-write}. */
        NOREPLICAS("it refuses writes until enough replicas are connected (min-replicas-to-write)"),
        /** A key holds a different type than RQ writes. */
        WRONGTYPE("a key of RQ's holds a different type than RQ writes: rename or delete it"),
        /** A Redis Cluster, which cannot hold RQ's keys. */
        CLUSTER("RQ's keys share no hash slot: use a Redis without cluster mode"),
        /** The database does not exist, or (Valkey 9.1) the user has no access to it. */
        DATABASE(
                "it has fewer databases: choose another with --db or in the URL, or raise databases in its configuration"),
        /** A Valkey without its Lua module. */
        NOLUA("it runs without Lua, which rqscheduler needs: start it with its Lua module"),
        /** Any other error reply. */
        OTHER("");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** Returns whether waiting does not help: the server can never hold RQ's keys or run our scripts. */
        public boolean isLasting() {
            return this == CLUSTER || this == NOLUA;
        }

        public static Kind of(String reply) {
            String word = reply.strip().split("[ :]", 2)[0];
            return switch (word) {
                case "NOAUTH", "WRONGPASS" -> AUTH;
                case "NOPERM" -> reply.contains("permissions to access database") ? DATABASE : NOPERM;
                case "READONLY" -> READONLY;
                case "LOADING", "MASTERDOWN" -> LOADING;
                case "OOM" -> OOM;
                case "BUSY" -> BUSY;
                case "MISCONF" -> MISCONF;
                case "NOREPLICAS" -> NOREPLICAS;
                case "WRONGTYPE" -> WRONGTYPE;
                case "MOVED", "ASK", "CROSSSLOT", "CLUSTERDOWN" -> CLUSTER;
                default -> ofWords(reply);
            };
        }

        /** Classifies replies without a code: those of older versions, and those to a script of Redis 7.0. */
        private static Kind ofWords(String reply) {
            if (reply.contains("invalid password")
                    || reply.contains("without any password")
                    // A command with many arguments before any password, such as a script's.
                    || reply.contains("unauthenticated multibulk length")
                    || reply.contains("unauthenticated bulk length")) {
                return AUTH;
            }
            if (reply.contains("cluster mode") || reply.contains("in a cluster node")) {
                return CLUSTER;
            }
            if (reply.contains("DB index is out of range")) {
                return DATABASE;
            }
            if (reply.contains("Could not find scripting engine")) {
                return NOLUA;
            }
            // Redis 7.0, and since 7.2: both without the word NOPERM in front.
            boolean scripted =
                    reply.contains("The user executing the script can't") || reply.contains("ACL failure in script");
            return scripted ? NOPERM : OTHER;
        }
    }
}
