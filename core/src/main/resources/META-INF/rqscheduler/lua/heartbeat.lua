-- Keeps a scheduler's registration alive, and restores it if it has expired (rq-scheduler's EXPIRE cannot).
-- KEYS[1] rq:scheduler_instance:<name>   ARGV[1] time to live in seconds   ARGV[2] token   ARGV[3...] field, value, ...
-- Returns 1, or 0 if another scheduler has the name now.
local key = KEYS[1]
local token = redis.call('HGET', key, 'token')
if token ~= ARGV[2] and redis.call('EXISTS', key) == 1 and redis.call('HEXISTS', key, 'death') == 0 then return 0 end
redis.call('HDEL', key, 'death')
redis.call('HSET', key, 'token', ARGV[2], unpack(ARGV, 3))
redis.call('EXPIRE', key, ARGV[1])
local time = redis.call('TIME')
local beat = string.format('%d.%06d', time[1], time[2])
redis.pcall('ZADD', 'rq:scheduling:schedulers', beat, string.sub(key, #'rq:scheduler_instance:' + 1))
return 1
