-- Drops a job from the quarantine. KEYS[1] rq:scheduling:quarantine   KEYS[2] rq:scheduling:quarantine:reasons
-- KEYS[3] rq:scheduler:scheduled_jobs
-- ARGV[1] id   ARGV[2] 1 to delete its hash too (a key of any type), unless it is scheduled, queued, deferred or running again
-- Returns 1, or 0 if it was not in quarantine.
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
local status = redis.pcall('HGET', 'rq:job:' .. ARGV[1], 'status')
local wanted = redis.call('ZSCORE', KEYS[3], ARGV[1]) or status == 'queued' or status == 'started' or status == 'deferred'
if ARGV[2] == '1' and not wanted then
  redis.call('DEL', 'rq:job:' .. ARGV[1], 'rq:job:' .. ARGV[1] .. ':dependents', 'rq:job::' .. ARGV[1] .. ':dependencies')
end
return 1
