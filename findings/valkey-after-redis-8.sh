#!/usr/bin/env bash
# Valkey 9.1 does not start on the append-only directory of Redis 8.0, nor Redis 8.0 on Valkey's, where its advice would lose the data.
#
# Valkey is known as a drop-in replacement, and is one for Redis up to 7.2; since then each writes a base file of its own format. Redis
# advises "redis-check-aof --fix" for Valkey's, although nothing in it is broken.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server valkey-server
pinned redis-server 8.0.6
pinned valkey-server 9.1.2
write() {
    mkdir "$scratch/$2"
    server "$bin/$1" --dir "$scratch/$2" --appendonly yes
    ask SET job kept >/dev/null
    ask BGREWRITEAOF >/dev/null
    until ask INFO persistence | grep -q 'aof_rewrite_in_progress:0' && ! ask INFO persistence | grep -q 'aof_rewrite_scheduled:1'; do sleep 0.1; done
    ask SHUTDOWN >/dev/null 2>&1 || true
}
read_by() {
    "$bin/$1" --port 0 --unixsocket "$scratch/socket" --dir "$scratch/$2" --appendonly yes --save '' >"$scratch/start.log" 2>&1 &
    local pid=$!
    for _ in $(seq 100); do
        if ! kill -0 "$pid" 2>/dev/null; then
            grep -q -- '--fix' "$scratch/start.log" && echo "ended, and advises --fix" || echo ended
            return
        fi
        ! grep -q 'Ready to accept' "$scratch/start.log" || break
        sleep 0.1
    done
    kill "$pid"
    echo started
}
write redis-server redis
write valkey-server valkey
seen "Valkey 9.1.2 on the folder of Redis 8.0.6" ended "$(read_by valkey-server redis)"
seen "Redis 8.0.6 on the folder of Valkey 9.1.2" "ended, and advises --fix" "$(read_by redis-server valkey)"
