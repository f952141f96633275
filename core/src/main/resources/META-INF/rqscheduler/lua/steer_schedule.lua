-- requires: common, history, rules_in_force
-- Pauses, resumes, skips or deletes a named schedule.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduling:schedule-names
-- ARGV[1] name   ARGV[2] frozen clock or ''   ARGV[3] who   ARGV[4] wake-up channel   ARGV[5] the action, with
--   'PAUSE' reason
--   'RESUME' definition and due time as read, next due time or '', next score or '' if it has no more runs; for the history '' or
--     the due times that passed during the pause, its length, and seconds for which it is kept; version of the tzdata used for
--     the next due time, '' for any; rq:scheduling:zone-rules; rq:scheduling:zone-rules:moved
--   'SKIP' due time to skip, as read
--   'DELETE'
-- Returns 1 if it was done, 0 if there was nothing to do, -1 if there is no such schedule, -2 if it has changed since it was read
-- or next times are computed with other tzdata.
local name, who, verb = ARGV[1], ARGV[3], ARGV[5]
local key = 'rq:scheduling:schedule:' .. name
if redis.call('HEXISTS', key, 'definition') == 0 then return -1 end
local now = string.format('%d', clock(ARGV[2]))

if verb == 'PAUSE' then
  local before = redis.call('HGET', key, 'paused')
  redis.call('HSET', key, 'paused', '1', 'paused_reason', ARGV[6], 'paused_by', who, 'paused_at', now)
  return before == '1' and 0 or 1
elseif verb == 'RESUME' then
  local definition, due, next_due, next_score, passed = unpack(ARGV, 6, 10)
  local found = redis.call('HMGET', key, 'definition', 'due', 'paused')
  if found[1] ~= definition then return -2 end
  if (found[3] or '') == '' then return 0 end
  local function ends_pause(...)
    redis.call('HSET', key, 'paused', '', 'paused_reason', '', 'paused_by', '', 'paused_at', '', 'resumed_by', who, ...)
  end
  if (found[2] or '') ~= due then
    -- The scheduler has advanced in between. If it waits for a future time, everything before that is settled, and nothing is
    -- left to do: with a short interval, each attempt would find another due time.
    if (tonumber(found[2]) or 0) <= clock(ARGV[2]) then return -2 end
    ends_pause()
    return 1
  end
  if not by_rules_in_force(ARGV[13], ARGV[14], ARGV[15], name, next_score) then return -2 end
  -- Due times that passed during the pause are skipped: it continues from now.
  ends_pause('due', next_due, 'held', '', 'state', next_score == '' and 'finished' or 'active')
  if passed ~= '' then
    note_history(name, tonumber(ARGV[11]), ARGV[12], '{"at": "' .. timestamp(clock(ARGV[2])) .. '", ' .. passed)
  end
  if next_score == '' then
    redis.call('ZREM', KEYS[1], name)
  else
    redis.call('ZADD', KEYS[1], next_score, name)
    redis.pcall('PUBLISH', ARGV[4], next_score)
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
