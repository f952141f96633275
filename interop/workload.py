"""Jobs of every kind, with arguments and meta of every basic type, all due; and what is expected of each."""

import pickle
import random
import time
from collections import Counter, OrderedDict
from datetime import date, datetime, timedelta, timezone

import interop_jobs

EXPECTED = "interop:expected"  # hash: job id -> pickled dict, see expectation()
ORIGINALS = "interop:originals"  # hash: job id -> the bytes of meta as they were written, empty if there were none
QUEUES = ("default", "default", "default", "high", "low", "mail:eu")
# None runs more often than once an hour, as a job that comes due again while the test runs is moved twice. The hourly one
# still can be; verification allows for it.
CRONS = ("0 * * * *", "30 */6 * * *", "15 4 * * *", "0 9 * * mon-fri", "0 0 1 * *", "45 23 28-31 1-12/3 sun", "0 0 29 2 *")
TEXTS = ("", "plain", "größe", "日本語", "emoji 🦀👩‍👩‍👧", "quote ' \" \\ \n\t\0", "repeat", "interval")
ZONES = (timezone.utc, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-9), "AKST"))


def scalar(rnd):
    return rnd.choice((
        lambda: None,
        lambda: rnd.random() < 0.5,
        lambda: rnd.choice((0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1)),
        lambda: rnd.choice((2**63, -(2**64), 2**521 - 1, -(3**400))),
        lambda: rnd.choice((0.0, -0.0, 1.5, -2.5e-308, 1e308, float("inf"), float("-inf"), float("nan"), rnd.random())),
        lambda: rnd.choice(TEXTS),
        lambda: "".join(chr(rnd.choice((rnd.randrange(32, 127), rnd.randrange(0xA0, 0x250), rnd.randrange(0x1F300, 0x1F600))))
                        for _ in range(rnd.randrange(40))),
        lambda: rnd.randbytes(rnd.randrange(40)),
        lambda: datetime(2000 + rnd.randrange(60), 1 + rnd.randrange(12), 1 + rnd.randrange(28), rnd.randrange(24), 5, 6,
                         rnd.choice((0, 1, 999999)), rnd.choice((None,) + ZONES), fold=rnd.randrange(2)),
        lambda: date(1970 + rnd.randrange(90), 2, 28),
    ))()


def value(rnd, depth=3):
    if depth == 0 or rnd.random() < 0.55:
        return scalar(rnd)
    size = rnd.randrange(5)
    return rnd.choice((
        lambda: [value(rnd, depth - 1) for _ in range(size)],
        lambda: tuple(value(rnd, depth - 1) for _ in range(size)),
        lambda: {rnd.choice(TEXTS) + str(i): value(rnd, depth - 1) for i in range(size)},
        lambda: {rnd.randrange(10**6): value(rnd, depth - 1) for _ in range(size)},
        lambda: {rnd.randrange(-1000, 1000) for _ in range(size)},
        lambda: frozenset(rnd.choice(TEXTS) for _ in range(size)),
        lambda: bytearray(rnd.randbytes(size)),
    ))()


def rich_meta(rnd):
    """What applications keep there: among it the very words that the scheduler looks for, one level too deep."""
    shared = ["shared", rnd.randrange(1000)]
    meta = {
        "nested": {"repeat": 99, "interval": "not mine", "cron_string": None, "deeper": {"repeat": -1}},
        "note": interop_jobs.Note("größe", ["repeat"]),
        "ordered": OrderedDict((("z", 1), ("repeat", 2), ("a", value(rnd)))),
        "when": datetime(2026, 3, 29, 2, 30, tzinfo=rnd.choice(ZONES)),
        "numbers": {rnd.randrange(10**9) for _ in range(5)},
        "shared": [shared, shared],
        "counter": Counter("repeat"),
        "any": value(rnd),
    }
    if rnd.random() < 0.1:
        meta["long"] = "x" * rnd.choice((255, 256, 65535, 70000)) + "é"
    items = list(meta.items())
    rnd.shuffle(items)
    return dict(items[:rnd.randrange(1, len(items) + 1)])


def call(rnd):
    """A function, its arguments, and how it ends."""
    kind = rnd.random()
    if kind < 0.03:
        return interop_jobs.fail, ("bang " + rnd.choice(TEXTS),), {}
    if kind < 0.04:
        return interop_jobs.slow, (0.01,), {}
    args = tuple(value(rnd) for _ in range(rnd.randrange(4)))
    kwargs = {name: value(rnd) for name in ("k", "größe", "long_name")[:rnd.randrange(4)]}
    return (interop_jobs.echo if kind < 0.2 else interop_jobs.counted_echo), args, kwargs


def expectation(kind, job, due, func, args, kwargs, **more):
    return {"kind": kind, "func": func.__name__, "args": args, "kwargs": kwargs, "due": due, "queue": job.origin,
            "timeout": job.timeout, "ttl": job.ttl, "result_ttl": job.result_ttl, "meta": job.meta, "data": job.data,
            "at_front": bool(job.enqueue_at_front), "interval": None, "repeat": None, "cron": None, "callbacks": False,
            "made": int(time.time()), **more}


def one_job(scheduler, rnd, now, job_id):
    """Schedules one job; returns it with what is expected of it."""
    func, args, kwargs = call(rnd)
    # At most half of the shortest interval ago: none comes due again while a test of some minutes runs.
    due = now - rnd.randrange(1, 1800)
    queue = rnd.choice(QUEUES)
    meta = rich_meta(rnd) if rnd.random() < 0.1 else {"user": rnd.randrange(100)} if rnd.random() < 0.1 else None
    ttl = 3600 if rnd.random() < 0.1 else None
    timeout = rnd.choice((20, "5m", -1)) if rnd.random() < 0.2 else None
    result_ttl = rnd.choice((3600, 7200, -1, 0)) if rnd.random() < 0.3 else None
    callbacks = {"on_success": interop_jobs.on_success, "on_failure": interop_jobs.on_failure} if rnd.random() < 0.1 else {}
    moment = datetime.fromtimestamp(due, rnd.choice(ZONES)).replace(microsecond=rnd.randrange(10**6))
    if rnd.random() < 0.5:
        moment = moment.astimezone(timezone.utc).replace(tzinfo=None)
    kind = rnd.choice(("enqueue_at", "enqueue_at", "enqueue_in", "once", "interval", "interval_repeat", "cron", "cron_repeat"))
    more = {"callbacks": bool(callbacks)}
    if kind in ("enqueue_at", "enqueue_in"):
        options = dict(job_id=job_id, queue_name=queue, meta=meta, job_ttl=ttl, timeout=timeout, job_result_ttl=result_ttl,
                       **callbacks)
        if kind == "enqueue_at":
            job = scheduler.enqueue_at(moment, func, *args, **options, **kwargs)
        else:
            job = scheduler.enqueue_in(timedelta(seconds=due - now), func, *args, **options, **kwargs)
            due = None  # by the clock at the call
    else:
        options = dict(args=rnd.choice((tuple, list))(args), kwargs=kwargs, id=job_id, queue_name=queue, meta=meta,
                       timeout=timeout, at_front=rnd.random() < 0.2, **callbacks)
        repeat = rnd.choice((0, 1, 2, 3, 256, 257, 65536)) if kind.endswith("_repeat") else None
        if kind == "once":
            job = scheduler.schedule(moment, func, ttl=ttl, result_ttl=result_ttl, **options)
        elif kind.startswith("interval"):
            interval = rnd.choice((3600, 7200, 86400, 604800))
            job = scheduler.schedule(moment, func, interval=interval, repeat=repeat, **options)
            more.update(interval=interval, repeat=repeat)
        else:
            cron = rnd.choice(CRONS)
            job = scheduler.cron(cron, func, repeat=repeat, use_local_timezone=rnd.random() < 0.5, **options)
            scheduler.reschedule(job, due)
            more.update(cron=cron, repeat=repeat)
    return job, expectation(kind, job, due, func, args, kwargs, **more)


def produce(scheduler, count, seed):
    start = time.time()
    rnd = random.Random(seed)
    now = int(start)
    kinds = Counter()
    for first in range(0, count, 500):
        with scheduler:
            for number in range(first, min(first + 500, count)):
                job, expected = one_job(scheduler, rnd, now, f"interop-{seed}-{number:06d}")
                kinds[expected["kind"]] += 1
                scheduler.pipe.hset(EXPECTED, job.id, pickle.dumps(expected))
                scheduler.pipe.hset(ORIGINALS, job.id, job.serializer.dumps(job.meta) if job.meta else b"")
                if number % 50 == 0:
                    # A field that neither RQ nor rq-scheduler knows: it must still be there at the end.
                    scheduler.pipe.hset(job.key, "x_team", "blue")
    return {"seed": seed, "jobs": count, "kinds": dict(sorted(kinds.items())), "seconds": round(time.time() - start, 2)}
