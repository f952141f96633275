-- requires: common, set_places
-- Reads a stretch of jobs or named schedules whose next times may depend on the rules of a time zone, by score. Reads only.
-- KEYS[1] rq:scheduler:scheduled_jobs or rq:scheduling:schedules   KEYS[2] rq:scheduler_lock
-- KEYS[3] rq:scheduling:zone-rules:moved
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] 'job' or 'schedule'
-- ARGV[4] score to begin at   ARGV[5] id after which to begin among those with that score, or ''
-- ARGV[6] most ids to read   ARGV[7] maximum length of strings that are read, in bytes
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK', now in microseconds, ids read, 1 if that was the end,
--   score and id of the last one read, {id, score, {meta} or {definition, due, held, skip}, ...}, busy microseconds}
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local busy_micros = stopwatch()
local is_job = ARGV[3] == 'job'
local longest = tonumber(ARGV[7])
local marks = redis.call('HLEN', KEYS[3]) > 0
local MAX_PAGE_BYTES = 2097152
local page, bytes = {}, 0

-- Strings that cannot name a time zone, which are most of them, are not sent; an escape may hide the word.
local function names_zone(text)
  return string.find(text, '"zone"', 1, true) or string.find(text, '\\', 1, true)
end

local function fields_of(id)
  if is_job then
    local meta = redis.pcall('HGET', 'rq:job:' .. id, 'meta')
    return type(meta) == 'string' and #meta <= longest and string.find(meta, 'cron_string', 1, true) and {meta} or nil
  end
  local f = redis.pcall('HMGET', 'rq:scheduling:schedule:' .. id, 'definition', 'due', 'held', 'skip')
  if failed(f) or not f[1] or #f[1] > longest or not names_zone(f[1]) then return nil end
  return f
end

-- Already recomputed before an interruption.
local function is_done(id, score)
  local mark = marks and redis.call('HGET', KEYS[3], ARGV[3] .. ' ' .. id)
  return mark and tonumber(mark) == tonumber(score)
end

-- Uses only commands that a pass needs as well, so no additional permission is required.
local function rank_of_first(from)
  local first = redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'LIMIT', 0, 1)[1]
  return first and redis.call('ZRANK', KEYS[1], first) or redis.call('ZCARD', KEYS[1])
end

local function rank_behind(score, id)
  local low = rank_of_first(score)
  return id == '' and low or rank_among(id, low, rank_of_first('(' .. score))
end

local rank = rank_behind(ARGV[4], ARGV[5])
local found = redis.call('ZRANGE', KEYS[1], rank, rank + tonumber(ARGV[6]) - 1, 'WITHSCORES')
local looked, score, last = 0, ARGV[4], ARGV[5]
for i = 1, #found, 2 do
  if bytes > MAX_PAGE_BYTES then break end
  last, score = found[i], found[i + 1]
  looked = looked + 1
  local fields = fields_of(last)
  if fields and not is_done(last, score) then
    local n = #page
    page[n + 1], page[n + 2], page[n + 3] = last, score, fields
    bytes = bytes + #last + #fields[1]
  end
end
local ended = looked * 2 == #found and looked < tonumber(ARGV[6])
return {'OK', string.format('%d', clock(ARGV[2])), looked, ended and 1 or 0, score, last, page, busy_micros()}
