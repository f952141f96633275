-- How much there is, for metrics. Every answer costs the same whatever the backlog, but for the states of named schedules,
-- of which a bounded slice is read.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduling:quarantine   KEYS[3] rq:scheduling:missing
-- KEYS[4] rq:scheduling:schedules   KEYS[5] rq:scheduling:schedule-names
-- ARGV[1] frozen clock in microseconds or ''   ARGV[2], ARGV[3] first and last rank of the names whose states are counted
-- Returns {now in microseconds, jobs, due jobs, score of the oldest due job or '', score of the next job or '', jobs in
--   quarantine, ids without a hash, due schedules, score of the oldest due schedule or '', score of the next schedule or '',
--   named schedules, active, paused, finished, broken in the slice}
-- A job whose score is below 0 is never due, as with rq-scheduler.
-- -1 stands for a number that Redis refused to tell: a permission that is missing, a key of another type.
local now = clock(ARGV[1])
local at = seconds(now)

local function number(...)
  local reply = redis.pcall(...)
  return failed(reply) and -1 or reply
end

local function first(key, from, to)
  local reply = redis.pcall('ZRANGEBYSCORE', key, from, to, 'WITHSCORES', 'LIMIT', 0, 1)
  return failed(reply) and '' or reply[2] or ''
end

local active, paused, finished, broken = 0, 0, 0, 0
local names = redis.pcall('ZRANGE', KEYS[5], ARGV[2], ARGV[3])
for _, name in ipairs(failed(names) and {} or names) do
  local f = redis.pcall('HMGET', 'rq:scheduling:schedule:' .. name, 'state', 'paused')
  if failed(f) or f[1] == 'broken' then
    broken = broken + 1
  elseif f[1] == 'finished' then
    finished = finished + 1
  elseif f[2] and f[2] ~= '' then
    paused = paused + 1
  else
    active = active + 1
  end
end

return {string.format('%d', now), number('ZCARD', KEYS[1]), number('ZCOUNT', KEYS[1], 0, at), first(KEYS[1], 0, at),
  first(KEYS[1], '(' .. at, '+inf'), number('ZCARD', KEYS[2]), number('HLEN', KEYS[3]), number('ZCOUNT', KEYS[4], '-inf', at),
  first(KEYS[4], '-inf', at), first(KEYS[4], '(' .. at, '+inf'), number('ZCARD', KEYS[5]), active, paused, finished, broken}
