/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import redis.clients.jedis.exceptions.JedisDataException;

/** Thrown for a reply that any server may give, from one known to be a cluster node. */
final class ClusterRefusal extends JedisDataException {

    private static final long serialVersionUID = 1L;

    ClusterRefusal(String reply) {
        super(reply);
    }
}
