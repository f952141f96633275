-- requires: common
-- Counts, shared by metrics, overview and doctor so that they report the same numbers. Reads only.

-- A count; -1 if Redis refuses it: a missing permission, or a key of another type.
local function count(...)
  local reply = attempt(...)
  return failed(reply) and -1 or reply
end

-- The first score in a range; '' if there is none or Redis refuses.
local function first_score(set, from, to)
  local reply = attempt('ZRANGEBYSCORE', set, from, to, 'WITHSCORES', 'LIMIT', 0, 1)
  return failed(reply) and '' or reply[2] or ''
end

-- For a set of jobs at a time in seconds: {jobs, due jobs, score of the oldest due job or '', score of the next job or ''}. A job
-- with a negative score is never due, as in rq-scheduler.
local function count_jobs(set, at)
  return {count('ZCARD', set), count('ZCOUNT', set, 0, at), first_score(set, 0, at), first_score(set, '(' .. at, '+inf')}
end

-- Counts these named schedules as {active, waiting, paused, finished, broken}, as defined by ScheduleStatus. One whose key has
-- another type is broken; one that may not be read is not counted.
local ACTIVE, WAITING, PAUSED, FINISHED, BROKEN = 1, 2, 3, 4, 5
local function count_states(names)
  local counts = {0, 0, 0, 0, 0}
  for _, name in ipairs(names) do
    local f = attempt('HMGET', 'rq:scheduling:schedule:' .. name, 'state', 'paused', 'held')
    local state = ACTIVE
    if f.err then
      state = string.find(f.err, 'WRONGTYPE', 1, true) and BROKEN
    elseif f[1] == 'broken' then
      state = BROKEN
    elseif (f[2] or '') ~= '' then
      state = PAUSED
    elseif f[1] == 'finished' then
      state = FINISHED
    elseif (f[3] or '') ~= '' then
      state = WAITING
    end
    if state then counts[state] = counts[state] + 1 end
  end
  return counts
end
