"""What the examples of the documentation call."""

from rq import get_current_job

RUNS = "shop:runs"


def report(days):
    job = get_current_job()
    job.connection.rpush(RUNS, job.id)
    return f"a report of {days} days, due {job.meta['due']}"
