"""The functions that real RQ workers run in the tests. A worker imports this module by name: give its folder to the worker with --path."""

import time
from datetime import timedelta

from rq import get_current_job

RUNS = "interop:runs:"
CALLBACKS = "interop:callbacks:"
SEEN = "interop:seen:"
ORDER = "interop:order"


class Note:
    """A class of the application's own, as values in meta and in arguments. Nothing but Python can import it."""

    def __init__(self, text, tags=()):
        self.text = text
        self.tags = list(tags)

    def __eq__(self, other):
        return type(other) is Note and (self.text, self.tags) == (other.text, other.tags)

    __hash__ = None

    def __repr__(self):
        return f"Note({self.text!r}, {self.tags!r})"


def add(*numbers):
    return sum(numbers)


def echo(*args, **kwargs):
    """Returns what it was given, so that a test can compare by value and type."""
    return args, kwargs


def counted_echo(*args, **kwargs):
    """As echo, and says that it ran: one INCR per run of the job."""
    count()
    return args, kwargs


def count():
    job = get_current_job()
    return job.connection.incr(RUNS + job.id)


def fail(message="this job always fails"):
    count()
    raise RuntimeError(message)


def slow(seconds=0.05):
    count()
    time.sleep(seconds)
    return seconds


def look(*args, **kwargs):
    """Writes down what it was given, as Python prints it, and its place among all runs."""
    count()
    job = get_current_job()
    seen = {"args": repr(args), "kwargs": repr(kwargs), "meta": repr(job.meta)}
    job.connection.hset(SEEN + job.id, mapping=seen)
    job.connection.rpush(ORDER, job.id)
    return len(args)


def fail_until(run):
    """Fails, up to its run of this number."""
    if count() < run:
        raise RuntimeError("not yet")
    return "at last"


def save_progress(seconds=0.0):
    """Writes its copy of meta back, as jobs do that show their progress."""
    runs = count()
    time.sleep(seconds)
    job = get_current_job()
    job.meta["progress"] = runs
    job.save_meta()
    return runs


def shout(text):
    return text.upper()


def reverse_bytes(data):
    return bytes(reversed(data))


def next_day(moment):
    """Takes a date or a datetime, naive or aware."""
    return moment + timedelta(days=1)


def on_success(job, connection, result, *args, **kwargs):
    connection.hset(CALLBACKS + job.id, mapping={"outcome": "success", "result": repr(result)[:200]})


def on_failure(job, connection, type, value, traceback):
    connection.hset(CALLBACKS + job.id, mapping={"outcome": "failure", "error": f"{type.__name__}: {value}"})
