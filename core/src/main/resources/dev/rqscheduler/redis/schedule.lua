-- Schedules jobs: each one's hash and its place in the schedule in one step.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduling:quarantine   KEYS[3] rq:scheduling:quarantine:reasons
-- ARGV[1] frozen clock in microseconds or ''   ARGV[2] wake-up channel
-- then for each job: id, 'AT' and a score or 'IN' and a delay in microseconds, number of field texts, field, value, ...
-- `created_at` is set here, by Redis's clock. Returns {now in microseconds, score, score, ...}
--
-- An id that exists already gets a new definition: what RQ or a worker noted about earlier runs stays, options that are
-- not given now go (in rq-scheduler an old `meta` survives and may make the job periodic), and an old expiry is lifted.
local OPTIONS = {'meta', 'ttl', 'timeout', 'result_ttl', 'failure_ttl', 'enqueue_at_front', 'dependency_id',
  'dependency_ids', 'allow_dependency_failures', 'retries_left', 'retry_intervals', 'success_callback_timeout',
  'failure_callback_timeout', 'stopped_callback_timeout', 'number_of_retries', 'enqueue_at_front_on_retry', 'repeats_left',
  'repeat_intervals'}
local now = clock(ARGV[1])
local created_at = timestamp(now)
local replies = {string.format('%d', now)}
local earliest
local at = 3
while at <= #ARGV do
  local id, mode, time, count = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
  local key = 'rq:job:' .. id
  if redis.call('EXISTS', key) == 1 then
    redis.call('HDEL', key, unpack(OPTIONS))
    redis.call('PERSIST', key)
    -- A new definition ends the complaint about the old one.
    if redis.call('ZREM', KEYS[2], id) == 1 then redis.call('HDEL', KEYS[3], id) end
  end
  redis.call('HSET', key, 'created_at', created_at, unpack(ARGV, at + 4, at + 3 + count))
  local score = mode == 'AT' and time or score_text(now + tonumber(time))
  redis.call('ZADD', KEYS[1], score, id)
  replies[#replies + 1] = score
  if not earliest or tonumber(score) < earliest then earliest = tonumber(score) end
  at = at + 4 + count
end
-- A scheduler that sleeps until the next due job must hear of an earlier one; without the permission it polls.
local first = redis.call('ZRANGEBYSCORE', KEYS[1], 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
if first[2] and tonumber(first[2]) >= earliest then redis.pcall('PUBLISH', ARGV[2], first[2]) end
return replies
