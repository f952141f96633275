-- Deregisters a scheduler: its name is free immediately, and its hash stays for a minute, as in rq-scheduler.
-- KEYS[1] rq:scheduler_instance:<name>   ARGV[1] token   Returns 1, or 0 if the registration is not ours.
local key = KEYS[1]
if redis.call('HGET', key, 'token') ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
redis.call('HSET', key, 'death', string.format('%d.%06d', time[1], time[2]), 'leader', '0')
redis.call('EXPIRE', key, 60)
redis.pcall('ZREM', 'rq:scheduling:schedulers', string.sub(key, #'rq:scheduler_instance:' + 1))
return 1
