#!/usr/bin/env bash
# Three lists of intervals in RQ 2.12, read in three ways.
#
# Repeat(times=3, interval=[5, 10, 20]) waits 20, then 10, then 5: the list is read from its end. Retry(max=3, interval=[5, 10]) of a job
# that raises waits 5, 5, 10: the first is used twice. The same Retry, *returned* by a job, waits 5, 10, 10: the last is used twice.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

waits=$(TZ=UTC python <<'PY'
import os, time
from redis import Redis
from rq import Queue, Repeat, Retry
r = Redis(port=int(os.environ["PORT"]))
q = Queue("q", connection=r)
job = q.enqueue("shop.remind", repeat=Repeat(times=3, interval=[5, 10, 20]))
repeats = []
while job.repeats_left:
    now = time.time()
    Repeat.schedule(job, q)
    repeats.append(min((5, 10, 20), key=lambda wait: abs(r.zscore("rq:scheduled:q", job.id) - now - wait)))
again = q.enqueue("shop.remind", retry=Retry(max=3, interval=[5, 10]))
retries = []
while again.retries_left:
    retries.append(again.get_retry_interval())
    again.retries_left -= 1
print(repeats, retries, [Retry.get_interval(count, [5, 10]) for count in range(3)])
PY
)
seen "Repeat [5, 10, 20], Retry [5, 10], returned Retry [5, 10]" "[20, 10, 5] [5, 5, 10] [5, 10, 10]" "$waits"
