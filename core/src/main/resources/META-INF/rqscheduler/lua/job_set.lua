-- requires: common
-- Shared by all that move jobs, or report how they would move: the sorted set that the jobs are due by, its lock, and what is kept
-- about its jobs. All take the same keys:
--   KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock          KEYS[3] rq:queues
--   KEYS[4] rq:scheduling:missing         KEYS[5] rq:scheduling:quarantine   KEYS[6] rq:scheduling:quarantine:reasons
--   KEYS[7] rq:scheduling:schedules
-- Set and lock are named nowhere else: another set of due ids, with a lock of its own, is moved by the same scripts. KEYS[7] may be
-- missing. Job and queue keys are built from ids: RQ's keys share no hash slot, so a cluster is out of the question anyway, and
-- rq:queues is among the keys for those who check what a script is given.
local JOBS, LOCK, MISSING, QUARANTINE, REASONS = KEYS[1], KEYS[2], KEYS[4], KEYS[5], KEYS[6]
local busy_micros = stopwatch()

-- The score of the earliest job that is still scheduled, passing over `skip` that could not be moved; '' if there is none.
local function next_due(skip)
  local first = redis.call('ZRANGEBYSCORE', JOBS, 0, '+inf', 'WITHSCORES', 'LIMIT', skip, 1)
  return first[2] or ''
end

-- When the first named schedule is to be read; '' if there is none. Negative scores do no harm: they are due.
local function next_schedule()
  return KEYS[7] and redis.call('ZRANGEBYSCORE', KEYS[7], '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or ''
end

-- Takes ids out of the set, and gives others their next time: {score, id, ...}. After push_all.
local function settle(remove, again)
  if #remove > 0 then redis.call('ZREM', JOBS, unpack(remove)) end
  if #again > 0 then redis.call('ZADD', JOBS, 'XX', unpack(again)) end
end
