-- Extends the lease if the lock is still ours. KEYS[1] rq:scheduler_lock   ARGV[1] token   ARGV[2] lease in milliseconds
-- Returns 1, or 0 if it is not ours any more.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
