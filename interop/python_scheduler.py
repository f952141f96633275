#!/usr/bin/python3
"""
Schedules jobs exactly as rq-scheduler 0.14 does on the RQ that it is run with: the same fields in the job hash by RQ's own Job class, then
the sorted set, in two separate commands. As rq-scheduler itself is not packaged in Debian, this stands in for it in tests.

    python_scheduler.py produce --url redis://127.0.0.1:6379/0 --count 5000 --seed 1
    python_scheduler.py verify --url redis://127.0.0.1:6379/0 --stage moved|finished
"""

import argparse
import json
import sys
import time
from calendar import timegm
from datetime import datetime, timezone

import redis
from rq import Queue
from rq.job import Job, JobStatus

import python_cron

SCHEDULED_JOBS = "rq:scheduler:scheduled_jobs"


def to_unix(moment):
    """rq-scheduler takes a naive datetime as UTC, and drops what is below a second."""
    return timegm(moment.utctimetuple())


class PythonScheduler:
    """
    The producing half of rq_scheduler.Scheduler, with its names and defaults, its defects included: at_front of enqueue_at
    and enqueue_in never reaches Redis.
    """

    def __init__(self, queue_name="default", connection=None):
        self.queue_name = queue_name
        self.connection = connection
        self.pipe = None
        self.redis_version = None

    def __enter__(self):
        """Collects the commands of many jobs. Not a transaction: hash and sorted set stay separate commands, in order."""
        self.pipe = self.connection.pipeline(transaction=False)
        return self

    def __exit__(self, failed, *_):
        pipe, self.pipe = self.pipe, None
        if not failed:
            pipe.execute()

    @property
    def target(self):
        return self.connection if self.pipe is None else self.pipe

    def _create_job(self, func, args=None, kwargs=None, commit=True, result_ttl=None, ttl=None, id=None, description=None,
                    queue_name=None, timeout=None, meta=None, depends_on=None, on_success=None, on_failure=None):
        job = Job.create(func, args=() if args is None else args, kwargs={} if kwargs is None else kwargs,
                         connection=self.connection, result_ttl=result_ttl, ttl=ttl, id=id, description=description,
                         timeout=timeout, meta=meta, depends_on=depends_on, status=JobStatus.SCHEDULED,
                         on_success=on_success, on_failure=on_failure)
        job.origin = queue_name or self.queue_name
        if commit:
            self._save(job)
        return job

    def _save(self, job):
        # A new job object would ask for INFO before every save; the answer is the same for all.
        if self.redis_version is None:
            self.redis_version = Queue(connection=self.connection).get_redis_server_version()
        job.redis_server_version = self.redis_version
        job.save(pipeline=self.target)

    def _add(self, job, score):
        self.target.zadd(SCHEDULED_JOBS, {job.id: score})
        return job

    def enqueue_at(self, scheduled_time, func, *args, **kwargs):
        options = {ours: kwargs.pop(theirs, None) for theirs, ours in (
            ("timeout", "timeout"), ("job_id", "id"), ("job_ttl", "ttl"), ("job_result_ttl", "result_ttl"),
            ("job_description", "description"), ("depends_on", "depends_on"), ("meta", "meta"),
            ("queue_name", "queue_name"), ("on_success", "on_success"), ("on_failure", "on_failure"))}
        at_front = kwargs.pop("at_front", None)
        job = self._create_job(func, args=args, kwargs=kwargs, **options)
        if at_front:
            job.enqueue_at_front = True  # after the save, as in rq-scheduler: lost
        return self._add(job, to_unix(scheduled_time))

    def enqueue_in(self, time_delta, func, *args, **kwargs):
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        return self.enqueue_at(now + time_delta, func, *args, **kwargs)

    def schedule(self, scheduled_time, func, args=None, kwargs=None, interval=None, repeat=None, result_ttl=None, ttl=None,
                 timeout=None, id=None, description=None, queue_name=None, meta=None, depends_on=None, on_success=None,
                 on_failure=None, at_front=None):
        if interval is not None and result_ttl is None:
            result_ttl = -1
        job = self._create_job(func, args=args, kwargs=kwargs, commit=False, result_ttl=result_ttl, ttl=ttl, id=id,
                               description=description, queue_name=queue_name, timeout=timeout, meta=meta,
                               depends_on=depends_on, on_success=on_success, on_failure=on_failure)
        if interval is not None:
            job.meta["interval"] = int(interval)
        if repeat is not None:
            job.meta["repeat"] = int(repeat)
        if repeat and interval is None:
            raise ValueError("Can't repeat a job without interval argument")
        if at_front:
            job.enqueue_at_front = True
        self._save(job)
        return self._add(job, to_unix(scheduled_time))

    def cron(self, cron_string, func, args=None, kwargs=None, repeat=None, queue_name=None, result_ttl=-1, ttl=None, id=None,
             timeout=None, description=None, meta=None, use_local_timezone=False, depends_on=None, on_success=None,
             on_failure=None, at_front=False):
        score = python_cron.next_time(cron_string, time.time())
        job = self._create_job(func, args=args, kwargs=kwargs, commit=False, result_ttl=result_ttl, ttl=ttl, id=id,
                               queue_name=queue_name, description=description, timeout=timeout, meta=meta,
                               depends_on=depends_on, on_success=on_success, on_failure=on_failure)
        job.meta["cron_string"] = cron_string
        job.meta["use_local_timezone"] = use_local_timezone
        if repeat is not None:
            job.meta["repeat"] = int(repeat)
        if at_front:
            job.enqueue_at_front = True
        self._save(job)
        return self._add(job, score)

    def reschedule(self, job, due):
        """Sets the due time, in epoch seconds; as change_execution_time."""
        self.target.zadd(SCHEDULED_JOBS, {job.id: due})


def main():
    import verification
    import workload

    parser = argparse.ArgumentParser(description="Schedules jobs as rq-scheduler 0.14 does, and checks what became of them")
    commands = parser.add_subparsers(dest="command", required=True)
    produce = commands.add_parser("produce", help="schedule jobs of every kind, all due")
    produce.add_argument("--count", type=int, default=5000)
    produce.add_argument("--seed", type=int, default=1)
    verify = commands.add_parser("verify", help="check every job; a JSON report; exit status 1 if anything is wrong")
    verify.add_argument("--stage", choices=("moved", "finished"), default="finished",
                        help="moved: before any worker has run; finished: after the workers")
    verify.add_argument("--mover", choices=("java", "python"), default="java",
                        help="what next times to expect: java keeps the phase of an interval, python adds it to now")
    for command in (produce, verify):
        command.add_argument("--url", required=True)
    options = parser.parse_args()
    connection = redis.Redis.from_url(options.url)
    if options.command == "produce":
        report = workload.produce(PythonScheduler(connection=connection), options.count, options.seed)
    else:
        report = verification.verify(connection, options.stage, options.mover)
    print(json.dumps(report, indent=2, ensure_ascii=False))
    sys.exit(1 if report.get("wrong") else 0)


if __name__ == "__main__":
    main()
