-- Steers a named schedule.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduling:schedule-names
-- ARGV[1] name   ARGV[2] frozen clock or ''   ARGV[3] who   ARGV[4] wake-up channel   ARGV[5] what is to be done, with
--   'PAUSE' reason
--   'RESUME' definition as read, next due time, next score; all '' where it has run out
--   'SKIP' due time that is to be left out, as read
--   'DELETE'
-- Returns 1 if it was done, 0 if it was so already, -1 if there is no such schedule, -2 if it was changed since it was read.
local name, who, verb = ARGV[1], ARGV[3], ARGV[5]
local key = 'rq:scheduling:schedule:' .. name
if redis.call('HEXISTS', key, 'definition') == 0 then return -1 end
local now = string.format('%d', clock(ARGV[2]))

if verb == 'PAUSE' then
  local before = redis.call('HGET', key, 'paused')
  redis.call('HSET', key, 'paused', '1', 'paused_reason', ARGV[6], 'paused_by', who, 'paused_at', now)
  return before == '1' and 0 or 1
elseif verb == 'RESUME' then
  local found = redis.call('HMGET', key, 'definition', 'paused')
  if found[1] ~= ARGV[6] then return -2 end
  if (found[2] or '') == '' then return 0 end
  -- What came due while it was paused is over: it starts from here.
  redis.call('HSET', key, 'paused', '', 'paused_reason', '', 'paused_by', '', 'paused_at', '', 'resumed_by', who, 'due', ARGV[7],
    'held', '', 'state', ARGV[7] == '' and 'finished' or 'active')
  if ARGV[7] == '' then
    redis.call('ZREM', KEYS[1], name)
  else
    redis.call('ZADD', KEYS[1], ARGV[8], name)
    redis.pcall('PUBLISH', ARGV[4], ARGV[8])
  end
  return 1
elseif verb == 'SKIP' then
  local found = redis.call('HMGET', key, 'due', 'skip')
  if found[1] ~= ARGV[6] then return -2 end
  if found[2] == ARGV[6] then return 0 end
  redis.call('HSET', key, 'skip', ARGV[6], 'skip_by', who)
  return 1
end
redis.call('DEL', key, 'rq:scheduling:history:' .. name)
redis.call('ZREM', KEYS[1], name)
redis.call('ZREM', KEYS[2], name)
return 1
