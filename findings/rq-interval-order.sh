#!/usr/bin/env bash
# Three lists of intervals in RQ 2.12, read in three ways.
#
# Repeat(times=3, interval=[5, 10, 20]) waits 20, then 10, then 5: from the end. Retry(max=3, interval=[5, 10]) waits 5, 5, 10: the
# first is used twice. Retry's documentation and a job that *returns* a Retry would have the last used twice: 5, 10, 10.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

waits=$(python <<'PY'
import os
from redis import Redis
from rq import Queue, Repeat, Retry
q = Queue("q", connection=Redis(port=int(os.environ["PORT"])))
job = q.enqueue("shop.remind", repeat=Repeat(times=3, interval=[5, 10, 20]))
waits = []
while job.repeats_left:
    waits.append(Repeat.get_interval(job.repeats_left - 1, job.repeat_intervals))
    job.repeats_left -= 1
again = q.enqueue("shop.remind", retry=Retry(max=3, interval=[5, 10]))
retries = []
while again.retries_left:
    retries.append(again.get_retry_interval())
    again.retries_left -= 1
returned = [Retry.get_interval(count, [5, 10]) for count in range(3)]
print(waits, retries, returned)
PY
)
seen "Repeat [5, 10, 20], Retry [5, 10], returned Retry [5, 10]" "[20, 10, 5] [5, 5, 10] [5, 10, 10]" "$waits"
