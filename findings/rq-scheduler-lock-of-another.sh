#!/usr/bin/env bash
# The scheduler of RQ 2.3.3 extends and deletes its lock without checking who holds it.
#
# If it was suspended for longer than its lock's 61 seconds and another one took over, it keeps moving jobs, keeps the other's lock alive
# at each tick, and deletes it at shutdown, so a third may run at the same time as the second. RQ 2.12 compares first.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

last() {
    python <<'PY' 2>&1 | tail -n 1
import os
from redis import Redis
from rq import Queue
from rq.scheduler import RQScheduler
r = Redis(port=int(os.environ["PORT"]))
r.flushall()
queue = Queue("q", connection=r)
stale = RQScheduler([queue], connection=r)
stale.acquire_locks()
# What it finds when it goes on after a long pause: its lock has expired and another scheduler has one with ten seconds left.
r.set("rq:scheduler-lock:q", "4711", ex=10)
stale.heartbeat()
prolonged = r.ttl("rq:scheduler-lock:q") > 10
stale.release_locks()
print("prolonged" if prolonged else "left alone", "deleted" if not r.exists("rq:scheduler-lock:q") else "left alone")
PY
}
debian trixie redis-server python3-rq
pinned python3-rq 2.3.3
server "$bin/redis-server"
seen "RQ 2.3.3, another's lock at a heartbeat and at the end" "prolonged deleted" "$(last)"
debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"
seen "RQ 2.12, the same" "left alone left alone" "$(last)"
