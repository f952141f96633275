#!/usr/bin/env bash
# A Lua script turns a number into text in two ways: SET stores all 16 digits of it, but joining it to a string or encoding it as JSON loses two.
#
# The time in microseconds has 16 digits. redis.call('SET', key, n) keeps them; n .. '' and cjson.encode(n) round to 14, so the same
# instant, written in two ways by one script, is in two notations, up to 50 microseconds apart. cmsgpack keeps all digits. The same in
# Redis 7.0.15, Redis 8.0.6 and Valkey 9.1.2.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

SCRIPT="local n = tonumber('1796089908215821')
redis.call('SET', 'argument', n)
return {redis.call('GET', 'argument'), n .. '', cjson.encode(n), cmsgpack.unpack(cmsgpack.pack(n)) == n and 'same' or 'other'}"
show() {
    seen "$1" "1796089908215821 1.7960899082158e+15 1.7960899082158e+15 same" "$(ask EVAL "$SCRIPT" 0 | tr '\n' ' ' | sed 's/ $//')"
}

debian bookworm redis-server
pinned redis-server 7.0.15
server "$bin/redis-server"
show "Redis 7.0.15: argument, joined, JSON, cmsgpack"
debian sid redis-server valkey-server
pinned redis-server 8.0.6
server "$bin/redis-server"
show "Redis 8.0.6"
pinned valkey-server 9.1.2
server "$bin/valkey-server"
show "Valkey 9.1.2"
