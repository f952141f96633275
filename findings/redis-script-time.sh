#!/usr/bin/env bash
# On newer servers a Lua script cannot time itself with TIME: it stands still while the script runs. os.clock() advances instead.
#
# Redis 7.0.15: TIME before and after a loop of some ten milliseconds differs. Redis 8.0.6 and Valkey 9.1.2: it does not, not by a
# single microsecond. There, os.clock() returns the processor time used; on 7.0.15 there is no global "os" at all.
# So a script that limits its own run time with TIME does so on Redis 7.0, but on newer servers never notices that it runs too long.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

loop='local function at() local t = redis.call("TIME"); return t[1] * 1000000 + t[2] end
local os = rawget(_G, "os"); local cpu = os and os.clock(); local from = at(); local x = 0
for i = 1, 6000000 do x = x + i end
return {at() > from and "moved" or "stood still", not os and "no os.clock" or os.clock() > cpu and "os.clock moved" or "os.clock stood still"}'

told() { ask EVAL "$loop" 0 | paste -s -d, -; }

debian bookworm redis-server
pinned redis-server 7.0.15
server "$bin/redis-server"
seen "Redis 7.0.15" "moved,no os.clock" "$(told)"

debian sid redis-server valkey-server
pinned redis-server 8.0.6
server "$bin/redis-server"
seen "Redis 8.0.6" "stood still,os.clock moved" "$(told)"
pinned valkey-server 9.1.2
server "$bin/valkey-server"
seen "Valkey 9.1.2" "stood still,os.clock moved" "$(told)"
