"""
When a crontab string is due next, in plain Python and in the zone of this process: what the crontab package computes for
rq-scheduler, for the part of its grammar that the tests use (five fields of numbers, names, lists, ranges and steps; day
of month AND day of week). Written apart from the Java code, so that the two can be held against each other.
"""

from datetime import datetime, timedelta

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "sun mon tue wed thu fri sat".split()
FIELDS = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of month", 1, 31, {}),
    ("month", 1, 12, {name: i + 1 for i, name in enumerate(MONTHS)}),
    ("day of week", 0, 6, {name: i for i, name in enumerate(DAYS)}),
)
LAST_YEAR = 2099


def parse_field(text, low, high, names):
    def number(word):
        value = names[word] if word in names else int(word)
        if not low <= value <= high:
            raise ValueError(f"{word} is not within {low} to {high}")
        return value

    values = set()
    for item in text.lower().split(","):
        span, _, step = item.partition("/")
        if span == "*":
            first, last = low, high
        elif "-" in span:
            first, last = map(number, span.split("-"))
            if last == 0 and high == 6:
                last = 7  # "fri-sun" ends on Sunday, and "sun-sun" is the whole week
            if first > last:
                raise ValueError(f"range {span} goes backwards")
        else:
            first = number(span)
            last = high if step else first
        values.update(range(first, last + 1, int(step or 1)))
    return {0 if value > high else value for value in values}


def parse(cron_string):
    words = cron_string.split()
    if len(words) != len(FIELDS):
        raise ValueError(f"{cron_string!r}: five fields are needed here, not {len(words)}")
    return [parse_field(word, low, high, names) for word, (_, low, high, names) in zip(words, FIELDS)]


def next_local(cron_string, local_now):
    """The first match after the naive local time local_now, also naive and local."""
    minutes, hours, days, months, weekdays = parse(cron_string)
    moment = local_now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while moment.year <= LAST_YEAR:
        if moment.month not in months or moment.day not in days or moment.isoweekday() % 7 not in weekdays:
            moment = moment.replace(hour=0, minute=0) + timedelta(days=1)
        elif moment.hour not in hours:
            moment = moment.replace(minute=0) + timedelta(hours=1)
        elif moment.minute not in minutes:
            moment += timedelta(minutes=1)
        else:
            return moment
    raise ValueError(f"{cron_string!r} never matches after {local_now}")


def next_time(cron_string, now):
    """
    Epoch seconds to epoch seconds. At a change to summer time rq-scheduler's own answer can lie in the past (its defect,
    not repeated here): mktime moves a time in the gap forward.
    """
    return int(next_local(cron_string, datetime.fromtimestamp(int(now))).timestamp())
