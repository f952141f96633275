"""What became of the jobs of workload.py. Reads Redis directly, and computes next times on its own, without asking a scheduler."""

import math
import pickle
import time
from base64 import b64decode
from collections import Counter
from datetime import datetime, timezone
from zlib import decompress

import interop_jobs
import python_cron
from python_scheduler import SCHEDULED_JOBS
from workload import EXPECTED, ORIGINALS

DEFAULT_TIMEOUT, DEFAULT_RESULT_TTL, FAILURE_TTL = 180, 500, 31536000
# rq-scheduler keeps the hash of a counted periodic job for ever; rqscheduler, with its last run, for a week.
LAST_RESULT_TTL = 7 * 86400
SHOWN = 20


def same(a, b):
    """Equal by value and type all the way down, with the order of dicts; NaN equals NaN, and -0.0 is not 0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a.items(), b.items()))
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, (set, frozenset)):
        return a == b and Counter(map(type, a)) == Counter(map(type, b))
    if isinstance(a, float):
        return a == b and math.copysign(1, a) == math.copysign(1, b) or a != a and b != b
    if isinstance(a, datetime):
        return (a.replace(tzinfo=None), a.utcoffset(), a.fold) == (b.replace(tzinfo=None), b.utcoffset(), b.fold)
    if isinstance(a, interop_jobs.Note):
        return same(vars(a), vars(b))
    return a == b


def epoch(timestamp):
    return datetime.strptime(timestamp.decode(), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc).timestamp()


class Job:
    """One job: what was expected (a dict), and what Redis holds of it."""

    def __init__(self, id, expected, original_meta, hash, ttl, results, runs, callback):
        self.id, self.expected, self.original_meta = id, expected, original_meta
        self.hash, self.ttl, self.runs, self.callback = hash, ttl, int(runs or 0), callback
        self.result = results[0][1] if results else None

    @property
    def periodic(self):
        return bool(self.expected["interval"] or self.expected["cron"])

    @property
    def fails(self):
        return self.expected["func"] == "fail"

    def may_have_come_due_again(self, now):
        cron = self.expected["cron"]
        return bool(cron) and python_cron.next_time(cron, self.expected["made"]) <= now

    def repeats(self, now):
        """What the counter may be now."""
        repeat = self.expected["repeat"]
        if not repeat:
            return {repeat}
        return {repeat - 1} | ({max(repeat - 2, 0)} if self.may_have_come_due_again(now) else set())

    @property
    def repeat_left(self):
        """The counter as it stands in the hash now."""
        return pickle.loads(self.hash.get(b"meta") or pickle.dumps({})).get("repeat")

    def result_ttl(self, mover):
        """How long the hash is kept after a success, in seconds."""
        stored = self.expected["result_ttl"]
        if stored == -1 and mover == "java" and self.periodic and self.repeat_left == 0:
            return LAST_RESULT_TTL
        return DEFAULT_RESULT_TTL if stored is None else stored

    def next_times(self, enqueued_at, mover):
        """Epoch seconds. The mover's now is known to about a second, as it stands in enqueued_at."""
        due, interval, cron = (self.expected[key] for key in ("due", "interval", "cron"))
        nows = range(int(enqueued_at) - 1, int(enqueued_at) + 3)
        if cron and not interval:
            return {python_cron.next_time(cron, now) for now in nows}
        if mover == "python":
            return {now + interval for now in nows}
        return {due + ((now - due) // interval + 1) * interval for now in nows}


def load(connection):
    expected = sorted(connection.hgetall(EXPECTED).items())
    originals = connection.hgetall(ORIGINALS)
    for first in range(0, len(expected), 500):
        page = expected[first:first + 500]
        pipe = connection.pipeline(transaction=False)
        for id, _ in page:
            name = id.decode()
            pipe.hgetall("rq:job:" + name).ttl("rq:job:" + name).xrevrange("rq:results:" + name, count=1)
            pipe.get(interop_jobs.RUNS + name).hgetall(interop_jobs.CALLBACKS + name)
        answers = iter(pipe.execute())
        for id, pickled in page:
            yield Job(id, pickle.loads(pickled), originals[id], *(next(answers) for _ in range(5)))


def check_hash(job, stage, mover, now, report):
    """Yields what is wrong with the hash, apart from the outcome."""
    expected, hash = job.expected, job.hash
    status = b"queued" if stage == "moved" else b"failed" if job.fails else b"finished"
    timeout = DEFAULT_TIMEOUT if expected["timeout"] is None else expected["timeout"]
    for field, right in (("status", status), ("origin", expected["queue"].encode()), ("timeout", b"%d" % timeout)):
        if hash.get(field.encode()) != right:
            yield f"{field} is {hash.get(field.encode())}, not {right}"
    if decompress(hash[b"data"]) != expected["data"]:
        yield "data has changed"
    if (hash.get(b"enqueue_at_front") == b"1") != expected["at_front"]:
        yield f"enqueue_at_front is {hash.get(b'enqueue_at_front')}"
    if int(job.id.rpartition(b"-")[2]) % 50 == 0 and hash.get(b"x_team") != b"blue":
        yield "a field of the application's own is gone"
    meta = hash.get(b"meta", b"")
    if not expected["repeat"] and meta == job.original_meta:
        report["meta_identical"] += 1
        return
    if not expected["repeat"] and mover == "java":
        yield f"meta has changed: {meta} instead of {job.original_meta}"
        return
    loaded = pickle.loads(meta) if meta else {}
    if loaded.get("repeat") not in job.repeats(now):
        yield f"repeat is {loaded.get('repeat')}, not {job.repeats(now)}"
    elif not same({**loaded, "repeat": 0}, {**expected["meta"], "repeat": 0}):
        yield f"meta is {loaded}, not {expected['meta']} with repeat counted down"
    else:
        report["meta_equal"] += 1


def check_schedule(job, score, mover, now, report):
    """Yields what is wrong with its place in the sorted set."""
    goes_on = job.periodic and job.repeat_left != 0
    if not goes_on and score is not None:
        yield f"still scheduled, for {score}"
    elif goes_on and score is None:
        yield "no longer scheduled"
    elif goes_on:
        right = job.next_times(epoch(job.hash[b"enqueued_at"]), mover)
        if score not in right:
            yield f"next time is {score:.3f}, not one of {sorted(right)}"
        else:
            report["scheduled_again"] += 1


def check_outcome(job, mover, now, report):
    """Yields what is wrong with the run."""
    expected = job.expected
    allowed = {1, 2} if job.may_have_come_due_again(now) else {1}
    if expected["func"] != "echo" and job.runs not in allowed:
        yield f"ran {job.runs} times"
    outcome = (b"failure" if job.fails else b"success") if expected["callbacks"] else None
    if job.callback.get(b"outcome") != outcome:
        yield f"callback said {job.callback}"
    deleted = expected["result_ttl"] == 0 and not job.fails
    if deleted or not job.hash:
        if job.hash:
            yield "still there, with result_ttl 0"
        elif not deleted:
            yield "the hash is gone"
        report["deleted_as_meant"] += deleted
        return
    ttl = FAILURE_TTL if job.fails else job.result_ttl(mover)
    if not (job.ttl == -1 if ttl == -1 else 0 < job.ttl <= ttl):
        yield f"the hash expires in {job.ttl} s, not {ttl} s"
    kind = (job.result or {}).get(b"type")
    if kind != (b"2" if job.fails else b"1"):
        yield f"the result is of type {kind}"
    elif job.fails:
        report["failed_as_meant"] += 1
    else:
        value = pickle.loads(b64decode(job.result[b"return_value"])) if b"return_value" in job.result else None
        right = 0.01 if expected["func"] == "slow" else (expected["args"], expected["kwargs"])
        if same(value, right):
            report["results_equal"] += 1
        else:
            yield f"returned {value!r}, not {right!r}"


def check_queues(connection, jobs, stage):
    """Yields (id, what is wrong) for every place in a queue that is not right."""
    places = Counter()
    for key in sorted({"rq:queue:" + job.expected["queue"] for job in jobs.values()}):
        ids = [id for id in connection.lrange(key, 0, -1) if id in jobs]
        places.update((key, id) for id in ids)
        fronts = [jobs[id].expected["at_front"] for id in ids]
        if sorted(fronts, reverse=True) != fronts:
            yield key.encode(), "a job for the front is behind one that is not"
        if not connection.sismember("rq:queues", key):
            yield key.encode(), "is not in rq:queues"
    for id, job in jobs.items():
        times = places.pop(("rq:queue:" + job.expected["queue"], id), 0)
        if times != (stage == "moved"):
            yield id, f"stands {times} times in rq:queue:{job.expected['queue']}"
    for (key, id), times in places.items():
        yield id, f"stands {times} times in {key}, where it does not belong"


def verify(connection, stage, mover):
    now = time.time()
    report = Counter()
    wrong = []
    jobs = {}
    scores = dict(connection.zrange(SCHEDULED_JOBS, 0, -1, withscores=True))
    for job in load(connection):
        jobs[job.id] = job
        score = scores.pop(job.id, None)
        if stage == "moved" and not job.hash:
            wrong.append((job.id, "the hash is gone"))
        elif stage == "moved" and not (0 < job.ttl <= job.expected["ttl"] if job.expected["ttl"] else job.ttl == -1):
            wrong.append((job.id, f"the hash expires in {job.ttl} s, not {job.expected['ttl']} s"))
        if not job.hash and score is not None:
            wrong.append((job.id, "is scheduled without a hash"))
        try:
            if stage == "finished":
                wrong.extend((job.id, text) for text in check_outcome(job, mover, now, report))
            if job.hash:
                wrong.extend((job.id, text) for text in check_hash(job, stage, mover, now, report))
                wrong.extend((job.id, text) for text in check_schedule(job, score, mover, now, report))
        except Exception as e:  # whatever a damaged hash leads to is one more finding, not the end of the check
            wrong.append((job.id, f"the hash cannot be read: {e!r}"))
    wrong.extend((id, "is scheduled, but was never produced") for id in scores)
    wrong.extend(check_queues(connection, jobs, stage))
    kinds = Counter(job.expected["kind"] for job in jobs.values())
    if not jobs:
        wrong.append((b"", "there are no jobs to verify: run produce first"))
    return {"stage": stage, "jobs": len(jobs), "kinds": dict(sorted(kinds.items())), **dict(sorted(report.items())),
            "wrong_count": len(wrong), "wrong": [f"{id.decode()}: {text}" for id, text in wrong[:SHOWN]]}
