#!/usr/bin/env bash
# In RQ 2.12 the ttl of a scheduled job starts when it is scheduled, not when it is queued.
#
# enqueue_in(1 h, ttl=60) therefore schedules a job that is gone 59 minutes before it is due. The member stays in the sorted set, and RQ's
# scheduler drops it silently. RQ 1.13 sets no expiry here.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

state=$(python <<'PY'
import os, datetime
from redis import Redis
from rq import Queue
r = Redis(port=int(os.environ["PORT"]))
job = Queue("q", connection=r).enqueue_in(datetime.timedelta(hours=1), "shop.remind", ttl=60)
ahead = r.zscore("rq:scheduled:q", job.id) - r.time()[0]
print("due in more than 59 minutes" if ahead > 3540 else ahead, "and the hash expires in at most 60 s" if 0 < r.ttl(job.key) <= 60 else r.ttl(job.key))
PY
)
seen "enqueue_in(1 h, ttl=60)" "due in more than 59 minutes and the hash expires in at most 60 s" "$state"
