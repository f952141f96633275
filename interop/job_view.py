#!/usr/bin/python3
"""
What RQ sees of jobs, for a test to compare with what was written: one line per fact, "id <tab> name <tab> repr".

    job_view.py scheduled --url redis://127.0.0.1:6379/0 [--serializer json]      as Scheduler.get_jobs of rq-scheduler reads
    job_view.py jobs --url redis://127.0.0.1:6379/0 [--serializer json] ID...     and what became of them
"""

import argparse

import redis
from rq.exceptions import NoSuchJobError
from rq.job import Job
from rq.serializers import DefaultSerializer, JSONSerializer

from interop_jobs import CALLBACKS, RUNS, SEEN
from python_scheduler import SCHEDULED_JOBS

SERIALIZERS = {"pickle": DefaultSerializer, "json": JSONSerializer}
FACTS = ("func_name", "args", "kwargs", "meta", "origin", "description", "timeout", "ttl", "result_ttl", "failure_ttl",
         "enqueue_at_front", "retries_left", "retry_intervals", "allow_dependency_failures", "success_callback",
         "failure_callback", "created_at", "enqueued_at", "started_at", "ended_at")


def fetch(id, connection, serializer):
    """All that the hash says, each fact read through RQ's own property of it."""
    job = Job.fetch(id, connection=connection, serializer=serializer)
    facts = {name: getattr(job, name) for name in FACTS}
    for name in ("success_callback", "failure_callback"):
        facts[name] = facts[name] and facts[name].__module__ + "." + facts[name].__qualname__
    status = job.get_status(refresh=False)
    facts["status"] = getattr(status, "value", status)
    facts["dependencies"] = job._dependency_ids
    facts["expires_in"] = connection.ttl(job.key)
    return job, facts


def outcome(job, connection):
    result = job.latest_result()
    facts = {"outcome": result and result.type.name, "runs": int(connection.get(RUNS + job.id) or 0)}
    if result and result.exc_string:
        facts["error"] = result.exc_string.strip().splitlines()[-1]
    elif result:
        facts["result"] = result.return_value
    facts.update({f"callback {k.decode()}": v.decode() for k, v in connection.hgetall(CALLBACKS + job.id).items()})
    return facts


def seen(id, connection):
    """What the running job saw; already text."""
    return {f"seen {k.decode()}": v.decode() for k, v in connection.hgetall(SEEN + id).items()}


def show(id, facts, texts=()):
    for name, text in [(name, repr(value)) for name, value in facts.items()] + list(dict(texts).items()):
        print(id, name, text.replace("\t", " "), sep="\t")


def main():
    parser = argparse.ArgumentParser(description="Prints what RQ sees of jobs")
    commands = parser.add_subparsers(dest="command", required=True)
    scheduled = commands.add_parser("scheduled", help="all that are scheduled")
    jobs = commands.add_parser("jobs", help="these jobs, with what became of them")
    for command in (scheduled, jobs):
        command.add_argument("--url", required=True)
        command.add_argument("--serializer", choices=SERIALIZERS, default="pickle")
    jobs.add_argument("ids", nargs="+")
    options = parser.parse_args()
    connection = redis.Redis.from_url(options.url)
    serializer = SERIALIZERS[options.serializer]
    if options.command == "scheduled":
        for id, due in connection.zrangebyscore(SCHEDULED_JOBS, 0, "+inf", withscores=True):
            job, facts = fetch(id.decode(), connection, serializer)
            show(job.id, {"due": due, **facts})
        return
    for id in options.ids:
        try:
            job, facts = fetch(id, connection, serializer)
            show(id, {**facts, **outcome(job, connection)}, seen(id, connection))
        except NoSuchJobError:
            show(id, {"status": "gone"}, seen(id, connection))


if __name__ == "__main__":
    main()
