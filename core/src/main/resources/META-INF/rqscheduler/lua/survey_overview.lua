-- requires: extent
-- Counts, schedulers and upcoming work, in one round trip. Reads only.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock   KEYS[3] rq:scheduling:schedules
-- KEYS[4] rq:scheduling:schedule-names   KEYS[5] rq:scheduling:quarantine   KEYS[6] rq:scheduling:quarantine:reasons
-- KEYS[7] rq:scheduling:schedulers
-- ARGV[1] frozen clock or ''   ARGV[2] number of upcoming jobs   ARGV[3] number of upcoming schedules
-- ARGV[4] number of quarantined jobs   ARGV[5] number of minutes   ARGV[6...] further names of schedulers
-- A count that Redis refuses is -1; the type is 'unknown' if the set may not be read.
-- Returns {now in microseconds, type of the set, jobs, due jobs, earliest score or '', earliest future score or '',
-- {lock: type, value, remaining milliseconds}, {name, time of its heartbeat in seconds or '', remaining milliseconds,
-- {field, value, ...}, ...} of schedulers, named schedules, {id, time, entry, ...} of the quarantine and its length before,
-- {jobs per minute}, {schedules per minute}, {id, score, origin, description, ...}, {name, score, due, definition, ...}}
local MAX_SCHEDULERS = 100
local MAX_DEFINITION = 16384

-- A reply, or a substitute if Redis refuses, as for a key of another type.
local function ask(otherwise, ...)
  local reply = redis.pcall(...)
  return failed(reply) and otherwise or reply
end

local now = clock(ARGV[1])
local second = seconds(now)
local kind = ask({ok = 'unknown'}, 'TYPE', KEYS[1]).ok
local extent = count_jobs(KEYS[1], second)
local coming = ask({refused = true}, 'ZRANGEBYSCORE', KEYS[1], '(' .. second, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
if coming.refused and (kind == 'zset' or kind == 'none') then kind = 'unknown' end

local lock = {ask({ok = 'unknown'}, 'TYPE', KEYS[2]).ok, '', ask(-1, 'PTTL', KEYS[2])}
local value = lock[1] == 'string' and ask('', 'GET', KEYS[2]) or ''
if #value <= 1000 then lock[2] = value end

local schedulers, seen = {}, {}
local function read_scheduler(name, heartbeat)
  if seen[name] or #schedulers >= 4 * MAX_SCHEDULERS then return end
  seen[name] = true
  local key = 'rq:scheduler_instance:' .. name
  local fields = ask({}, 'HGETALL', key)
  if #fields == 0 then return end
  schedulers[#schedulers + 1] = name
  schedulers[#schedulers + 1] = heartbeat
  schedulers[#schedulers + 1] = ask(-1, 'PTTL', key)
  schedulers[#schedulers + 1] = fields
end
local registered = ask({}, 'ZREVRANGE', KEYS[7], 0, MAX_SCHEDULERS - 1, 'WITHSCORES')
for i = 1, #registered, 2 do read_scheduler(registered[i], registered[i + 1]) end
for i = 6, #ARGV do read_scheduler(ARGV[i], '') end

local quarantined = {count('ZCARD', KEYS[5])}
local ids = ask({}, 'ZREVRANGE', KEYS[5], 0, ARGV[4] - 1, 'WITHSCORES')
for i = 1, #ids, 2 do
  quarantined[#quarantined + 1] = ids[i]
  quarantined[#quarantined + 1] = ids[i + 1]
  quarantined[#quarantined + 1] = ask('', 'HGET', KEYS[6], ids[i]) or ''
end

-- Whole minutes, the first from now on.
local function per_minute(key)
  local counts = {}
  local from = '(' .. second
  local minute = math.floor(now / 60000000) * 60
  for i = 1, tonumber(ARGV[5]) do
    minute = minute + 60
    counts[i] = count('ZCOUNT', key, from, '(' .. minute)
    from = minute
  end
  return counts
end

local jobs = {}
for i = 1, #coming, 2 do
  local fields = ask({false, false}, 'HMGET', 'rq:job:' .. coming[i], 'origin', 'description')
  jobs[#jobs + 1] = coming[i]
  jobs[#jobs + 1] = coming[i + 1]
  jobs[#jobs + 1] = fields[1] or ''
  jobs[#jobs + 1] = string.sub(fields[2] or '', 1, 512)
end

local named = {}
local names = ask({}, 'ZRANGEBYSCORE', KEYS[3], '(' .. second, math.floor(now / 60000000 + ARGV[5]) * 60, 'WITHSCORES',
  'LIMIT', 0, ARGV[3])
for i = 1, #names, 2 do
  local key = 'rq:scheduling:schedule:' .. names[i]
  local length = ask(0, 'HSTRLEN', key, 'definition')
  local fields = length <= MAX_DEFINITION and ask({}, 'HMGET', key, 'due', 'definition') or {}
  named[#named + 1] = names[i]
  named[#named + 1] = names[i + 1]
  named[#named + 1] = fields[1] or ''
  named[#named + 1] = fields[2] or ''
end

local earliest = extent[3] ~= '' and extent[3] or extent[4]
return {string.format('%d', now), kind, extent[1], extent[2], earliest, coming[2] or '', lock, schedulers, count('ZCARD', KEYS[4]),
  quarantined, per_minute(KEYS[1]), per_minute(KEYS[3]), jobs, named}
