#!/usr/bin/env bash
# Servers format a fractional score differently: Redis 7.0.15 prints 17 digits, newer ones the shortest string that reads back.
#
# ZADD of 1764522000.1 is read back as 1764522000.0999999 from Redis 7.0.15, and as 1764522000.1 from Redis 8.0.6 and Valkey 9.1.2. The
# numbers are the same; a script or a client that compares the strings, or stores one, breaks when the server is upgraded.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

text() { ask ZADD due 1764522000.1 a >/dev/null; ask ZSCORE due a; }
debian bookworm redis-server
pinned redis-server 7.0.15
server "$bin/redis-server"
seen "Redis 7.0.15" 1764522000.0999999 "$(text)"
debian sid redis-server valkey-server
pinned redis-server 8.0.6
server "$bin/redis-server"
seen "Redis 8.0.6" 1764522000.1 "$(text)"
pinned valkey-server 9.1.2
server "$bin/valkey-server"
seen "Valkey 9.1.2" 1764522000.1 "$(text)"
