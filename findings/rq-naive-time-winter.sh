#!/usr/bin/env bash
# RQ 2.12 reads a date-time without a zone as local time with the *summer* offset, all year.
#
# In Berlin 12:00 is 10:00Z in July and 11:00Z in January; enqueue_at() makes 10:00Z of both. Repeat uses such a local time for its
# intervals, so all winter each repetition is due an hour too early, which means immediately if the interval is shorter than that.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

due() {
    TZ=Europe/Berlin python "$@" <<'PY'
import datetime, os, sys
from redis import Redis
from rq import Queue
r = Redis(port=int(os.environ["PORT"]))
job = Queue("q", connection=r).enqueue_at(datetime.datetime(2030, int(sys.argv[1]), 15, 12, 0), "shop.remind")
print(datetime.datetime.fromtimestamp(r.zscore("rq:scheduled:q", job.id), datetime.timezone.utc).strftime("%H:%MZ"))
PY
}
seen "12:00 in Berlin on 15 July" 10:00Z "$(due 7)"
seen "12:00 in Berlin on 15 January" 10:00Z "$(due 1)"
