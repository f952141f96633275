-- requires: common
-- Reads due named schedules, oldest first, one bounded page.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduler_lock
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] page size
-- ARGV[4] the longest definition in bytes   ARGV[5] how many at the head to skip
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK', now in microseconds, next score or '',
--   {name, score, problem, busy '0' or '1', {definition, due, runs, paused, skip, held, ... or nil}, ...},
--   where problem is {}, {'NONE', key} for no definition, {'LENGTH', bytes, most bytes} or {'REFUSED', error},
--   microseconds for which the script kept Redis busy, 0 if that cannot be measured}
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local busy_micros = stopwatch()
local now = clock(ARGV[2])
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', seconds(now), 'WITHSCORES', 'LIMIT', ARGV[5], ARGV[3])
local BUSY = {queued = true, started = true, deferred = true, scheduled = true}
local MAX_PAGE_BYTES = 2097152
local bytes = 0
local page = {}
local NO_PROBLEM = {}

-- A run that has finished, or whose job is gone or was never created, does not count as active.
local function busy(job)
  if not job or job == '' then return '0' end
  local status = attempt('HGET', 'rq:job:' .. job, 'status')
  return not failed(status) and BUSY[status] and '1' or '0'
end

local count = 0
local function add(name, score, problem, busy, fields)
  local n = 5 * count
  page[n + 1], page[n + 2], page[n + 3], page[n + 4], page[n + 5] = name, score, problem, busy, fields
  count = count + 1
end

local function unreadable(name, score, problem) add(name, score, problem, '0', {}) end

local function read(name, score)
  local key = 'rq:scheduling:schedule:' .. name
  local f = attempt('HMGET', key, 'definition', 'due', 'runs', 'paused', 'skip', 'held', 'last_job')
  if f.err then return unreadable(name, score, {'REFUSED', f.err}) end
  if not f[1] then return unreadable(name, score, {'NONE', key}) end
  bytes = bytes + #f[1]
  if #f[1] > tonumber(ARGV[4]) then
    return unreadable(name, score, {'LENGTH', #f[1], ARGV[4]})
  end
  add(name, score, NO_PROBLEM, busy(f[7]), f)
end

for i = 1, #found, 2 do
  if bytes > MAX_PAGE_BYTES then break end
  read(found[i], found[i + 1])
end
local next_score = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '+inf', 'WITHSCORES', 'LIMIT', ARGV[5] + count, 1)[2]
return {'OK', string.format('%d', now), next_score or '', page, busy_micros()}
