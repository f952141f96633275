#!/usr/bin/env bash
# RQ 2.12 schedules a job in two steps: first the member of the sorted set, then, one round trip later, the job itself.
#
# In between, a reader finds a due id without a job. RQ's own scheduler takes such a member for garbage and removes it, so a job that is
# due immediately, from a producer some milliseconds away, can be lost for good. A mover must wait for the hash.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

ask MONITOR >"$scratch/monitor" &
started+=($!)
until grep -q OK "$scratch/monitor"; do sleep 0.05; done
python <<'PY'
import os, datetime
from redis import Redis
from rq import Queue
Queue("q", connection=Redis(port=int(os.environ["PORT"]))).enqueue_in(datetime.timedelta(hours=1), "shop.remind")
PY
ask ECHO done >/dev/null
until grep -q '"ECHO"' "$scratch/monitor"; do sleep 0.05; done
order=$(grep -oE '"(ZADD|MULTI|EXEC|HSET)" ?"?(rq:scheduled:q|rq:job:)?' "$scratch/monitor" | tr -d '"' | uniq | sed 's/ *$//' | paste -s -d '>' -)
seen "what is sent" "ZADD rq:scheduled:q>MULTI>HSET rq:job:>EXEC" "$order"
