"""The functions of the example in docs/meta-options.md."""

from interop_jobs import count


def send_report():
    return count()


def sync_stock():
    return count()


def clean_up():
    return count()
