#!/usr/bin/env bash
# RQ 2.12: enqueue_at(unique=True) is not unique. It overwrites the queued job with that id, and the job runs twice.
#
# enqueue(unique=True) and schedule_job(unique=True) raise DuplicateJobError; enqueue_at() accepts the option and ignores it.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

state=$(python <<'PY'
import os, datetime
from redis import Redis
from rq import Queue
from rq.exceptions import DuplicateJobError
r = Redis(port=int(os.environ["PORT"]))
q = Queue("q", connection=r)
q.enqueue("shop.remind", job_id="order-17", unique=True)
try:
    q.enqueue("shop.remind", job_id="order-17", unique=True)
    print("enqueue: taken", end="; ")
except DuplicateJobError:
    print("enqueue: refused", end="; ")
q.enqueue_at(datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc), "shop.remind", job_id="order-17", unique=True)
print("enqueue_at: taken; in the queue", r.llen("rq:queue:q"), "scheduled", r.zcard("rq:scheduled:q"), "status", r.hget("rq:job:order-17", "status").decode())
PY
)
seen "the same id three times" "enqueue: refused; enqueue_at: taken; in the queue 1 scheduled 1 status scheduled" "$state"
