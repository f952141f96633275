"""The rivals of the scheduler, in Python with redis-py. Prints one line: jobs, seconds, round trips.

rq        RQ's own scheduler, as it is installed: rq.scheduler.RQScheduler on its ScheduledJobRegistry.
sequence  "the rq-scheduler sequence": the commands that rq-scheduler 0.14 sends for each due job, one by one, with minimal
          Python around them. It is not rq-scheduler, which also unpacks and packs `data`, logs, and parses cron expressions.
          None of that is done here, so the sequence is faster than rq-scheduler and the comparison fair to it.
classes   the same sequence through RQ's own classes, as in rq-scheduler: they unpack and pack `data` for each job.
schedule  its scheduling part: a job hash and an entry in the schedule, two commands a job.
"""

import pickle
import sys
import time
import uuid
import zlib
from datetime import datetime

import redis

SCHEDULE = 'rq:scheduler:scheduled_jobs'
EMPTY = ('success_callback_name', 'failure_callback_name', 'started_at', 'ended_at', 'last_heartbeat', 'worker_name')

round_trips = 0


def count_round_trips():
    send = redis.connection.Connection.send_packed_command

    def counted(self, *args, **kwargs):
        global round_trips
        round_trips += 1
        return send(self, *args, **kwargs)

    redis.connection.Connection.send_packed_command = counted


def utc():
    return datetime.utcnow().strftime('%Y-%m-%dT%H:%M:%S.%fZ')


def move_by_rq(connection, jobs):
    import logging

    from rq.scheduler import RQScheduler

    scheduler = RQScheduler(['queue-0'], connection=connection, logging_level=logging.ERROR)
    scheduler.acquire_locks()
    while connection.zcard('rq:scheduled:queue-0') > 0:
        scheduler.enqueue_scheduled_jobs()


def move_by_sequence(connection, jobs):
    connection.info('server')
    now = int(time.time())
    for member in connection.zrangebyscore(SCHEDULE, 0, now):
        key = b'rq:job:' + member
        fields = connection.hgetall(key)
        queue = b'rq:queue:' + fields[b'origin']
        meta = pickle.loads(fields[b'meta']) if b'meta' in fields else {}
        if 'repeat' in meta:
            meta['repeat'] = int(meta['repeat']) - 1
        fields[b'enqueued_at'] = utc()
        fields.setdefault(b'timeout', 180)
        fields[b'status'] = 'queued'
        if meta:
            fields[b'meta'] = pickle.dumps(meta, protocol=pickle.HIGHEST_PROTOCOL)
        pipeline = connection.pipeline()
        pipeline.sadd('rq:queues', queue)
        pipeline.hset(key, 'status', 'queued')
        pipeline.hset(key, mapping=fields)
        pipeline.rpush(queue, member)
        pipeline.execute()
        connection.zrem(SCHEDULE, member)
        if 'interval' in meta:
            connection.zadd(SCHEDULE, {member: now + int(meta['interval'])})
        elif 'cron_string' in meta:
            connection.zadd(SCHEDULE, {member: now + 21600})


def move_by_classes(connection, jobs):
    from rq import Queue
    from rq.job import Job

    now = int(time.time())
    for member in connection.zrangebyscore(SCHEDULE, 0, now):
        job = Job.fetch(member.decode(), connection=connection)
        if 'repeat' in job.meta:
            job.meta['repeat'] = int(job.meta['repeat']) - 1
        Queue(job.origin, connection=connection).enqueue_job(job)
        connection.zrem(SCHEDULE, job.id)
        if 'interval' in job.meta:
            connection.zadd(SCHEDULE, {job.id: now + int(job.meta['interval'])})
        elif 'cron_string' in job.meta:
            connection.zadd(SCHEDULE, {job.id: now + 21600})


def schedule_by_sequence(connection, jobs):
    due = int(time.time()) + 86400
    for number in range(jobs):
        args = ('order-%d' % number, 42)
        kwargs = {'language': 'en', 'template': 'cart'}
        data = zlib.compress(pickle.dumps(('shop.mail.send_reminder', None, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL))
        job = str(uuid.uuid4())
        fields = {
            'created_at': utc(),
            'data': data,
            'origin': 'queue-0',
            'description': 'shop.mail.send_reminder(%r, 42, language=%r, template=%r)' % (args[0], 'en', 'cart'),
            'status': 'scheduled',
        }
        fields.update((name, '') for name in EMPTY)
        connection.hset('rq:job:' + job, mapping=fields)
        connection.zadd(SCHEDULE, {job: due})


def main():
    mode, port, jobs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    count_round_trips()
    connection = redis.Redis(port=port)
    connection.ping()
    run = {
        'rq': move_by_rq,
        'sequence': move_by_sequence,
        'classes': move_by_classes,
        'schedule': schedule_by_sequence,
    }[mode]
    before = round_trips
    start = time.perf_counter()
    run(connection, jobs)
    seconds = time.perf_counter() - start
    print(jobs, '%.6f' % seconds, round_trips - before)


if __name__ == '__main__':
    main()
