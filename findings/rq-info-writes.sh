#!/usr/bin/env bash
# "rq info" of RQ 2.12 changes what it shows: it moves jobs of silent workers to the failed ones, or retries them.
#
# It looks like a read-only command, but runs the clean-up that a worker runs every ten minutes. A monitoring script that calls it every
# minute therefore declares jobs lost sooner, and needs a user with write permission.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

python <<'PY'
import os, datetime
from redis import Redis
from rq import Queue
r = Redis(port=int(os.environ["PORT"]))
job = Queue("q", connection=r).enqueue("shop.remind", job_id="order-17")
# As a worker leaves it that was killed while it ran the job, some minutes ago.
r.lrem("rq:queue:q", 1, "order-17")
r.hset("rq:job:order-17", mapping={"status": "started", "started_at": "2026-11-01T00:00:00.000000Z"})
r.zadd("rq:wip:q", {"order-17:0123456789abcdef0123456789abcdef": r.time()[0] - 300})
PY
before=$(ask HGET rq:job:order-17 status)
"$bin/rq" info --url "redis://127.0.0.1:$port" >"$scratch/info" 2>&1 || { cat "$scratch/info" >&2; fail "rq info failed"; }
seen "status before and after rq info" "started failed" "$before $(ask HGET rq:job:order-17 status)"
seen "in the registry of failed jobs" 1 "$(ask ZCARD rq:failed:q)"
