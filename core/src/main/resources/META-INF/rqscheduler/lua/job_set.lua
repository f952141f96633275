-- requires: common
-- The keys of scripts that move jobs or report how they would move: the sorted set of jobs by due time, its lock, and records
-- about its jobs. All of these scripts take the same keys:
--   KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock          KEYS[3] rq:queues
--   KEYS[4] rq:scheduling:missing         KEYS[5] rq:scheduling:quarantine   KEYS[6] rq:scheduling:quarantine:reasons
--   KEYS[7] rq:scheduling:schedules
-- Set and lock are named nowhere else, so the same scripts move another set of ids under a lock of its own. KEYS[7] is
-- optional. Keys of jobs and queues are built from ids: RQ's keys share no hash slot, so a cluster is impossible anyway, and
-- rq:queues is declared for proxies that check the keys of a script.
local JOBS, LOCK, MISSING, QUARANTINE, REASONS = KEYS[1], KEYS[2], KEYS[4], KEYS[5], KEYS[6]
local busy_micros = stopwatch()

-- The score of the earliest scheduled job after skipping `skip` jobs that could not be moved; '' if there is none.
local function next_due(skip)
  local first = redis.call('ZRANGEBYSCORE', JOBS, 0, '+inf', 'WITHSCORES', 'LIMIT', skip, 1)
  return first[2] or ''
end

-- When the first named schedule is due; '' if there is none. Negative scores are harmless: they are due.
local function next_schedule()
  return KEYS[7] and redis.call('ZRANGEBYSCORE', KEYS[7], '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or ''
end

-- Removes ids from the set, and gives others their next time: {score, id, ...}. Call it after push_all.
local function settle(remove, again)
  if #remove > 0 then redis.call('ZREM', JOBS, unpack(remove)) end
  if #again > 0 then redis.call('ZADD', JOBS, 'XX', unpack(again)) end
end
