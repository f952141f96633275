-- Schedules copies of a job. KEYS[1] schedule   ARGV[1] number of strings in the hash, then field, value, ..., then score, id, ...
local count = tonumber(ARGV[1])
local fields = {unpack(ARGV, 2, count + 1)}
for i = count + 2, #ARGV, 2 do
  redis.call('HSET', 'rq:job:' .. ARGV[i + 1], unpack(fields))
end
redis.call('ZADD', KEYS[1], unpack(ARGV, count + 2))
