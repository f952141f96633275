-- requires: common
-- Gives jobs and named schedules the next times computed with the new rules of their time zones, each only if it is unchanged
-- since then.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock   KEYS[3] rq:scheduling:schedules
-- KEYS[4] rq:scheduling:zone-rules:moved
-- ARGV[1] token that must hold the lock
-- then for each: 'job', id, score, meta, new score, '1' to mark it
--   or 'schedule', name, score, definition, due, held, skip, new score, new due, new held, new skip, '1' to mark it
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK', {1 if it was done or 0 if it has changed, ...},
--   busy microseconds}
local JOBS, SCHEDULES, MARKS = KEYS[1], KEYS[3], KEYS[4]
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local busy_micros = stopwatch()
local at = 2
local function take()
  at = at + 1
  return ARGV[at - 1]
end

-- First, so that a script that fails halfway leaves no new time without its mark.
local function mark(kind, id, score, wanted)
  if wanted == '1' then redis.call('HSET', MARKS, kind .. ' ' .. id, score) end
end

local function move_job()
  local id, score, meta, new_score, wanted = take(), take(), take(), take(), take()
  if redis.call('ZSCORE', JOBS, id) ~= score or redis.pcall('HGET', 'rq:job:' .. id, 'meta') ~= meta then return 0 end
  mark('job', id, new_score, wanted)
  redis.call('ZADD', JOBS, 'XX', new_score, id)
  return 1
end

local function move_schedule()
  local name, score, definition, due, held, skip = take(), take(), take(), take(), take(), take()
  local new_score, new_due, new_held, new_skip, wanted = take(), take(), take(), take(), take()
  local key = 'rq:scheduling:schedule:' .. name
  local f = redis.pcall('HMGET', key, 'definition', 'due', 'held', 'skip')
  if failed(f) or redis.call('ZSCORE', SCHEDULES, name) ~= score or (f[1] or '') ~= definition or (f[2] or '') ~= due
    or (f[3] or '') ~= held or (f[4] or '') ~= skip then return 0 end
  mark('schedule', name, new_score, wanted)
  redis.call('HSET', key, 'due', new_due, 'held', new_held, 'skip', new_skip)
  redis.call('ZADD', SCHEDULES, 'XX', new_score, name)
  return 1
end

local done = {}
while at <= #ARGV do
  if take() == 'job' then done[#done + 1] = move_job() else done[#done + 1] = move_schedule() end
end
return {'OK', done, busy_micros()}
