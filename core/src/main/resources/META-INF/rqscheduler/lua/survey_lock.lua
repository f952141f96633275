-- Reads the lock. Reads only. KEYS[1] rq:scheduler_lock
-- Returns {type, its value if it is a string of at most 1,000 bytes, else '', its remaining time in milliseconds (-1: no expiry)}
local kind = redis.call('TYPE', KEYS[1]).ok
local value = ''
if kind == 'string' and redis.call('STRLEN', KEYS[1]) <= 1000 then value = redis.call('GET', KEYS[1]) end
return {kind, value, redis.call('PTTL', KEYS[1])}
