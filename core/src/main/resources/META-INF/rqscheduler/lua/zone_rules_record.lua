-- requires: common
-- Records the time-zone rules with which due times are computed, and those with which they are being recomputed.
-- KEYS[1] rq:scheduling:zone-rules   KEYS[2] rq:scheduler_lock   KEYS[3] rq:scheduling:zone-rules:moved
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''
-- ARGV[3] 'begin' or 'end'   ARGV[4] version   ARGV[5] rules   ARGV[6] whose they are
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK'}
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

if ARGV[3] == 'begin' then
  redis.call('HSET', KEYS[1], 'next_version', ARGV[4], 'next_rules', ARGV[5], 'next_by', ARGV[6])
else
  -- In this order: a mark without a change in progress is harmless, a change without its marks is not.
  redis.call('HSET', KEYS[1], 'version', ARGV[4], 'rules', ARGV[5], 'by', ARGV[6], 'at', string.format('%d', clock(ARGV[2])))
  redis.call('HDEL', KEYS[1], 'next_version', 'next_rules', 'next_by')
  redis.call('DEL', KEYS[3])
end
return {'OK'}
