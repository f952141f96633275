-- requires: read_history
-- The history of a named schedule, newest first, with the state of its jobs.
-- ARGV[1] name   ARGV[2] number of entries
-- Returns {entry, status of its job or '', ended_at or '', ...}
return with_jobs(redis.call('LRANGE', 'rq:scheduling:history:' .. ARGV[1], 0, ARGV[2] - 1))
