#!/usr/bin/env bash
# RQ 2.12's own scheduler queues a due job whose dependency is unfinished, and one that is marked as cancelled.
#
# depends_on holds a job back when it is enqueued; with enqueue_at() it is only written to the hash. Nothing reads it at the due time.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

queued=$(python <<'PY' | tail -n 1
import os, datetime
from redis import Redis
from rq import Queue
from rq.scheduler import RQScheduler
r = Redis(port=int(os.environ["PORT"]))
q = Queue("q", connection=r)
past = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
parent = q.enqueue("shop.remind", job_id="parent")
q.enqueue_at(past, "shop.remind", job_id="child", depends_on=parent)
q.enqueue_at(past, "shop.remind", job_id="cancelled")
r.hset("rq:job:cancelled", "status", "canceled")
scheduler = RQScheduler([q], connection=r)
scheduler.acquire_locks()
scheduler.enqueue_scheduled_jobs()
print(*(id.decode() for id in r.lrange("rq:queue:q", 0, -1)))
PY
)
seen "in the queue, the parent not run yet" "parent cancelled child" "$queued"
