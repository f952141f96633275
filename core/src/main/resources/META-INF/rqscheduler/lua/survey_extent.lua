-- How much is in the schedule, for a look from outside. Reads only. KEYS[1] rq:scheduler:scheduled_jobs
-- ARGV[1] time in seconds. Returns {type}, and where it is a zset: {type, jobs, those with a score below 0, which nobody ever
-- moves, those that are due, the earliest score of 0 or more or '', the latest score or ''}
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'zset' then return {kind} end
local first = redis.call('ZRANGEBYSCORE', KEYS[1], 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
return {kind, redis.call('ZCARD', KEYS[1]), redis.call('ZCOUNT', KEYS[1], '-inf', '(0'),
  redis.call('ZCOUNT', KEYS[1], 0, ARGV[1]), first[2] or '', last[2] or ''}
