-- Extends the lease if the lock is still ours. KEYS[1] rq:scheduler_lock   ARGV[1] token   ARGV[2] lease in milliseconds
-- Returns {1, token}, or {0, holder's value or ''} if it is no longer ours.
local holder = redis.call('GET', KEYS[1])
if holder ~= ARGV[1] then return {0, holder or ''} end
return {redis.call('PEXPIRE', KEYS[1], ARGV[2]), holder}
