-- requires: common, rules_in_force
-- Creates or updates a named schedule, if definition and next due time are still what the caller read and computed with.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduling:schedule-names
-- ARGV[1] name   ARGV[2] definition as read, '' for none   ARGV[3] new definition   ARGV[4] frozen clock or ''
-- ARGV[5] next due time in microseconds   ARGV[6] next score   ARGV[7] who makes the change   ARGV[8] wake-up channel
-- ARGV[9] due time as read, '' for none   ARGV[10] version of the tzdata used for the next due time, '' for any
-- ARGV[11] rq:scheduling:zone-rules   ARGV[12] rq:scheduling:zone-rules:moved
-- Returns 1, or 0 if one of them has changed, or next times are computed with other tzdata.
local key = 'rq:scheduling:schedule:' .. ARGV[1]
local found = redis.call('HGET', key, 'definition')
if (found or '') ~= ARGV[2] or (redis.call('HGET', key, 'due') or '') ~= ARGV[9] then return 0 end
if not by_rules_in_force(ARGV[10], ARGV[11], ARGV[12], ARGV[1], ARGV[6]) then return 0 end
local now = string.format('%d', clock(ARGV[4]))
local fields = {'definition', ARGV[3], 'due', ARGV[5], 'held', '', 'state', 'active', 'problem', '', 'updated_at', now,
  'updated_by', ARGV[7]}
if not found then
  fields[#fields + 1] = 'created_at'
  fields[#fields + 1] = now
end
redis.call('HSET', key, unpack(fields))
redis.call('ZADD', KEYS[2], 0, ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[6], ARGV[1])
redis.pcall('PUBLISH', ARGV[8], ARGV[6])
return 1
