-- Releases the lock if it is still ours, and wakes schedulers that wait for it.
-- KEYS[1] rq:scheduler_lock   ARGV[1] token   ARGV[2] wake-up channel. Returns 1, or 0 if it was not ours.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.pcall('PUBLISH', ARGV[2], 'lock')
return 1
