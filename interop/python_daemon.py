#!/usr/bin/python3
"""
A re-implementation, for tests only, of the process of rq-scheduler 0.14: its lock, its instance key, and the commands it
sends per job, in their order and with their gaps (no transaction around them). It exists to check that another scheduler
and the Python one keep out of each other's way. It says on stdout what it does, one line per event.

    python_daemon.py --url redis://127.0.0.1:6379/0 --interval 1 [--burst] [--pause-per-job SECONDS]
"""

import argparse
import signal
import sys
import time
from uuid import uuid4

import redis
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job

import python_cron
from python_scheduler import SCHEDULED_JOBS

LOCK = "rq:scheduler_lock"
INSTANCE = "rq:scheduler_instance:"


class PythonDaemon:
    def __init__(self, connection, interval=60, name=None, pause_per_job=0.0):
        self.connection = connection
        self.interval = interval
        self.name = name or uuid4().hex
        self.pause_per_job = pause_per_job
        self.lock_acquired = False

    @property
    def key(self):
        return INSTANCE + self.name

    @property
    def expire(self):
        return int(self.interval) + 10

    def register_birth(self):
        if self.connection.exists(self.key) and not self.connection.hexists(self.key, "death"):
            raise ValueError(f"There's already an active RQ scheduler named: {self.name!r}")
        with self.connection.pipeline() as pipe:
            pipe.delete(self.key).hset(self.key, "birth", time.time()).expire(self.key, self.expire).execute()

    def heartbeat(self):
        self.connection.expire(self.key, self.expire)

    def register_death(self):
        with self.connection.pipeline() as pipe:
            pipe.hset(self.key, "death", time.time()).expire(self.key, 60).execute()

    def acquire_lock(self):
        self.lock_acquired = bool(self.connection.set(LOCK, time.time(), nx=True, ex=self.expire))
        say("lock taken" if self.lock_acquired else "lock busy")
        return self.lock_acquired

    def remove_lock(self):
        """Deletes the lock, whoever holds it by then, as rq-scheduler does."""
        if self.lock_acquired:
            self.connection.delete(LOCK)
            self.lock_acquired = False
            say("lock released")

    def due_jobs(self):
        for id in self.connection.zrangebyscore(SCHEDULED_JOBS, 0, int(time.time())):
            try:
                yield Job.fetch(id.decode(), connection=self.connection)
            except NoSuchJobError:
                self.connection.zrem(SCHEDULED_JOBS, id)
                say(f"dropped {id.decode()}")

    def enqueue_job(self, job):
        interval, repeat, cron = (job.meta.get(key) for key in ("interval", "repeat", "cron_string"))
        if repeat:
            job.meta["repeat"] = int(repeat) - 1
        queue = Queue(job.origin, connection=self.connection)
        queue.enqueue_job(job, at_front=bool(job.enqueue_at_front))
        self.connection.zrem(SCHEDULED_JOBS, job.id)
        say(f"moved {job.id}")
        if repeat is not None and job.meta["repeat"] == 0:
            return
        if interval:
            self.connection.zadd(SCHEDULED_JOBS, {job.id: int(time.time()) + int(interval)})
        elif cron:
            self.connection.zadd(SCHEDULED_JOBS, {job.id: python_cron.next_time(cron, time.time())})

    def enqueue_jobs(self):
        for job in self.due_jobs():
            self.enqueue_job(job)
            time.sleep(self.pause_per_job)

    def run(self, burst=False):
        self.register_birth()
        self.install_signal_handlers()
        say(f"ready {self.name}")
        try:
            while True:
                self.heartbeat()
                start = time.time()
                if self.acquire_lock():
                    try:
                        self.enqueue_jobs()
                        self.heartbeat()
                    finally:
                        self.remove_lock()
                    if burst:
                        return
                time.sleep(max(0.0, self.interval - (time.time() - start)))
        finally:
            self.remove_lock()
            self.register_death()
            say("dead")

    def install_signal_handlers(self):
        def stop(number, frame):
            self.register_death()
            self.remove_lock()
            raise SystemExit()

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)


def say(event):
    print(event, flush=True)


def main():
    parser = argparse.ArgumentParser(description="Moves due jobs as the process of rq-scheduler 0.14 does; for tests")
    parser.add_argument("--url", required=True)
    parser.add_argument("--interval", type=float, default=60.0, help="seconds between two passes")
    parser.add_argument("--burst", action="store_true", help="end after one pass with the lock")
    parser.add_argument("--name", help="of the instance key; by default 32 random hexadecimal digits")
    parser.add_argument("--pause-per-job", type=float, default=0.0, help="seconds to dawdle after each job, lock in hand")
    options = parser.parse_args()
    daemon = PythonDaemon(redis.Redis.from_url(options.url), options.interval, options.name, options.pause_per_job)
    daemon.run(options.burst)


if __name__ == "__main__":
    sys.exit(main())
