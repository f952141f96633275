#!/usr/bin/python3
"""
Shows, with the real jar, real RQ and a private redis-server, what no quick test can: crashes, big backlogs, punctuality.
Prints one JSON line per demonstration; ends with status 1 if one of them fails.

    must_show.py [jobs] [quarantine] [crash] [handover] [punctual]        all five without arguments
"""

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import redis

from python_scheduler import SCHEDULED_JOBS, PythonScheduler

HERE = Path(__file__).resolve().parent
COMMAND = HERE.parent / "rqscheduler"
LOCK = "rq:scheduler_lock"
QUEUE = "rq:queue:default"
PATIENCE = 120
# The process starts a JVM directly: a signal must reach the scheduler, and kill -9 nothing else.
DAEMON = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar",
          str(HERE.parent / "cli/target/rqscheduler.jar")]


@contextmanager
def private_redis():
    """A redis-server on a free port; yields a connection and its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
                                  stdout=subprocess.DEVNULL)
        try:
            connection = redis.Redis(port=port)
            until(lambda: answers(connection), "redis-server answers")
            yield connection, f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def answers(connection):
    try:
        return connection.ping()
    except redis.ConnectionError:
        return False


@contextmanager
def daemon(url, *options):
    process = subprocess.Popen(DAEMON + ["-u", url, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(condition, what, every=0.005):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE} s: {what}")
        time.sleep(every)


def now(connection):
    seconds, micros = connection.time()
    return seconds + micros / 1e6


def leads(connection, name):
    return (connection.get(LOCK) or b"").startswith(f"rqscheduler:{name}:".encode())


def stop(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE)


def run(*command, **environment):
    """Runs a command of the project; returns what it printed. A failure ends the demonstration with what it said."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        raise AssertionError(f"{command[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def schedule_fast(connection, count, due):
    """Plain one-off jobs, as rq-scheduler writes them: one by RQ's own classes, the others copies of its hash."""
    scheduler = PythonScheduler(connection=connection)
    import interop_jobs

    job = scheduler._create_job(interop_jobs.add, args=(1, 2), id="model")
    fields = connection.hgetall(job.key)
    connection.delete(job.key)
    for first in range(0, count, 1000):
        with connection.pipeline(transaction=False) as pipe:
            for number in range(first, min(first + 1000, count)):
                pipe.hset(f"rq:job:job-{number:06d}", mapping=fields)
                pipe.zadd(SCHEDULED_JOBS, {f"job-{number:06d}": due})
            pipe.execute()


def jobs(count=5000, seed=3):
    """Python schedules, ours moves, a real worker runs."""
    with private_redis() as (connection, url):
        tool = HERE / "python_scheduler.py"
        run(tool, "produce", "--url", url, "--count", count, "--seed", seed)
        start = time.monotonic()
        run(COMMAND, "--burst", "-u", url)
        moving = time.monotonic() - start
        moved = json.loads(run(tool, "verify", "--url", url, "--stage", "moved"))
        start = time.monotonic()
        run("/usr/bin/python3", "-m", "rq.cli", "worker", "--burst", "--quiet", "--url", url, "default", "high", "low",
            "mail:eu", PYTHONPATH=str(HERE))
        running = time.monotonic() - start
        finished = json.loads(run(tool, "verify", "--url", url, "--stage", "finished"))
        left = connection.zcard(SCHEDULED_JOBS)
        right = finished["results_equal"] + finished["failed_as_meant"] + finished["deleted_as_meant"]
        return right == count and left == finished["scheduled_again"], {
            "jobs": count, "seed": seed, "burst_seconds": round(moving, 2), "forking_worker_seconds": round(running, 1),
            "moved": moved, "finished": finished, "left_in_the_sorted_set": left}


def quarantine(count=1000):
    """One corrupt job among many."""
    with private_redis() as (connection, url):
        schedule_fast(connection, count, int(now(connection)) - 60)
        broken = f"job-{random.randrange(count):06d}"
        connection.hset("rq:job:" + broken, "meta", b"\x80\x05\x95\xff\xff not a pickle")
        run(COMMAND, "--burst", "-u", url)
        ids = connection.lrange(QUEUE, 0, -1)
        listed = run(COMMAND, "quarantine", "list", "-u", url)
        good = len(ids) == len(set(ids)) == count - 1 and broken.encode() not in ids and broken in listed
        return good and not connection.zcard(SCHEDULED_JOBS), {
            "jobs": count, "moved": len(ids), "corrupt": broken, "quarantine_list": listed.strip().splitlines()}


def crash(count=100_000, rounds=3):
    """kill -9 in the middle of moving many, then a restart."""
    results = []
    for number in range(rounds):
        with private_redis() as (connection, url):
            schedule_fast(connection, count, int(now(connection)) - 60)
            share = random.uniform(0.1, 0.9)
            with daemon(url, "--name", "first") as first:
                until(lambda: connection.llen(QUEUE) >= share * count, "some jobs are moved", every=0)
                first.kill()
                first.wait()
            at_kill = connection.llen(QUEUE)
            start = time.monotonic()
            with daemon(url, "--name", "second") as second:
                until(lambda: not connection.zcard(SCHEDULED_JOBS), "all jobs are moved")
                seconds = time.monotonic() - start
                status = stop(second)
            ids = connection.lrange(QUEUE, 0, -1)
            results.append({"in_queue_at_kill": at_kill, "in_queue_at_end": len(ids), "different": len(set(ids)),
                            "restart_to_end_seconds": round(seconds, 2), "exit_status": status})
    good = all(r["in_queue_at_kill"] < count == r["in_queue_at_end"] == r["different"] and not r["exit_status"]
               for r in results)
    return good, {"jobs": count, "rounds": results}


def handover(rounds=5, lease=5.0):
    """Two daemons; kill -9 the one that leads, with jobs that come due all the time."""
    seconds = []
    for number in range(rounds):
        with private_redis() as (connection, url), daemon(url, "--name", "first") as first:
            until(lambda: leads(connection, "first"), "the first leads")
            with daemon(url, "--name", "second"):
                until(lambda: connection.exists("rq:scheduler_instance:second"), "the second is there")
                time.sleep(random.uniform(0.5, 2.5))  # at any place of the first's renewals
                schedule_fast(connection, 1, now(connection))
                until(lambda: connection.llen(QUEUE) == 1, "the first moves")
                if not leads(connection, "first"):
                    raise AssertionError("the second leads though the first lives")
                first.kill()
                start = time.monotonic()
                schedule_fast(connection, 1, now(connection))
                until(lambda: connection.llen(QUEUE) == 2, "the second moves")
                seconds.append(round(time.monotonic() - start, 3))
    return max(seconds) <= lease + 1, {"lease": lease, "kill_to_first_move_seconds": seconds}


def punctual(rounds=20):
    """An idle daemon, a job due at t + 3.217 s; by the time in enqueued_at, which is Redis's clock."""
    from verification import epoch

    with private_redis() as (connection, url), daemon(url, "--name", "idle"):
        until(lambda: leads(connection, "idle"), "it leads")
        late = []
        for number in range(rounds):
            due = round(now(connection) + 3.217, 6)
            schedule_fast(connection, 1, due)
            until(lambda: connection.llen(QUEUE) == number + 1, "it is moved")
            late.append(round((epoch(connection.hget("rq:job:job-000000", "enqueued_at")) - due) * 1000, 3))
        return 0 <= min(late) and max(late) <= 50, {
            "runs": rounds, "late_ms": {"min": min(late), "median": statistics.median(late), "max": max(late)}}


def main():
    shows = {show.__name__: show for show in (jobs, quarantine, crash, handover, punctual)}
    wanted = sys.argv[1:] or list(shows)
    if unknown := [name for name in wanted if name not in shows]:
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(shows)}")
    failed = []
    for name in wanted:
        good, facts = shows[name]()
        print(json.dumps({"show": name, "good": good, **facts}, ensure_ascii=False), flush=True)
        if not good:
            failed.append(name)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
