-- Takes the lock if it is free; Python's rq-scheduler takes the same key with SET NX EX and any value.
-- KEYS[1] rq:scheduler_lock   ARGV[1] token   ARGV[2] lease in milliseconds
-- Returns {1, token, lease} if we hold it now, else {0, holder's value, its remaining time in milliseconds (-1: no expiry)}
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return {1, ARGV[1], tonumber(ARGV[2])} end
return {0, redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}
