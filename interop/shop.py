"""The functions that the examples of the documentation call."""

from interop_jobs import count
from rq import get_current_job

RUNS = "shop:runs"


def report(days):
    job = get_current_job()
    job.connection.rpush(RUNS, job.id)
    return f"a report of {days} days, due {job.meta['due']}"


def send_report():
    return count()


def sync_stock():
    return count()


def clean_up():
    return count()
