-- Registers a scheduler under its name, unless a live one has it (a hash without `death`, as rq-scheduler judges it).
-- KEYS[1] rq:scheduler_instance:<name>   ARGV[1] time to live in seconds   ARGV[2] token   ARGV[3...] field, value, ...
-- Returns {1, birth}, or {0, host of the live one or '', its pid or ''}. Our own registration (a call sent twice) counts as success.
local key = KEYS[1]
if redis.call('EXISTS', key) == 1 and redis.call('HEXISTS', key, 'death') == 0
  and redis.call('HGET', key, 'token') ~= ARGV[2] then
  return {0, redis.call('HGET', key, 'host') or '', redis.call('HGET', key, 'pid') or ''}
end
local time = redis.call('TIME')
local birth = string.format('%d.%06d', time[1], time[2])
redis.call('DEL', key)
redis.call('HSET', key, 'birth', birth, 'token', ARGV[2], unpack(ARGV, 3))
redis.call('EXPIRE', key, ARGV[1])
-- Allows listing schedulers without scanning all keys. Without permission to write it, everything else still works.
local name = string.sub(key, #'rq:scheduler_instance:' + 1)
local gone = redis.pcall('ZRANGEBYSCORE', 'rq:scheduling:schedulers', '-inf', time[1] - 86400, 'LIMIT', 0, 100)
for _, other in ipairs(gone) do redis.pcall('ZREM', 'rq:scheduling:schedulers', other) end
redis.pcall('ZADD', 'rq:scheduling:schedulers', birth, name)
return {1, birth}
