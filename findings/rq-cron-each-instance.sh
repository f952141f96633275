#!/usr/bin/env bash
# Two "rq cron" processes of RQ 2.12 with the same file run everything twice, and an interval job runs once more at every start.
#
# Nothing is read back from Redis at startup and there is no lock, so a rolling restart runs a daily interval job twice that day, and
# a second instance for availability doubles every job.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid redis-server python3-rq tzdata
pinned python3-rq 2.12
server "$bin/redis-server"

cat >"$scratch/jobs.py" <<'PY'
from rq import cron


def report():
    pass


cron.register(report, queue_name="q", interval=86400)
PY
for _ in 1 2; do
    "$bin/rq" cron "$scratch/jobs.py" --url "redis://127.0.0.1:$port" >"$scratch/cron.log" 2>&1 &
    started+=($!)
done
for _ in $(seq 300); do
    [[ $(ask LLEN rq:queue:q) -lt 2 ]] || break
    sleep 0.1
done
seen "queued by two instances for a job that runs once a day" 2 "$(ask LLEN rq:queue:q)"
