/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import redis.clients.jedis.RedisClient;

/**
 * What a server is, for expectations that differ from one to the next. By its version, as what is expected must not depend on
 * what it does.
 */
public record ServerFeatures(boolean valkey, int major, int minor) {

    public static ServerFeatures of(RedisClient client) {
        String info = String.valueOf(client.info("server"));
        boolean valkey = info.contains("valkey_version:");
        String version = info.replaceFirst("(?s).*" + (valkey ? "valkey" : "redis") + "_version:(\\S+).*", "$1");
        String[] numbers = version.split("\\.");
        return new ServerFeatures(valkey, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /** Whether a script's error says which command the user may not run. */
    public boolean namesRefusedCommands() {
        return valkey || isAtLeast(7, 2);
    }

    public boolean hasDatabaseRights() {
        return valkey && isAtLeast(9, 1);
    }

    public boolean hasLuaAsModule() {
        return valkey && isAtLeast(9, 1);
    }

    public boolean hasFieldExpiry() {
        return valkey ? isAtLeast(9, 0) : isAtLeast(7, 4);
    }

    /** Whether a cluster may have databases besides 0. */
    public boolean hasClusterDatabases() {
        return valkey && isAtLeast(9, 0);
    }
}
