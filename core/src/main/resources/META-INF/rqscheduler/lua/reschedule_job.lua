-- Changes the due time of a scheduled job; a job that has been moved is not brought back.
-- KEYS[1] rq:scheduler:scheduled_jobs   ARGV[1] id   ARGV[2] score   ARGV[3] wake-up channel   Returns 1, or 0 if it is not scheduled
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1])
local first = redis.call('ZRANGEBYSCORE', KEYS[1], 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
if first[2] and tonumber(first[2]) >= tonumber(ARGV[2]) then redis.pcall('PUBLISH', ARGV[3], first[2]) end
return 1
