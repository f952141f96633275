-- Removes a job from the scheduled jobs. KEYS[1] rq:scheduler:scheduled_jobs   ARGV[1] id   ARGV[2] 1 to delete its hash too
-- Returns {1 if it was scheduled, 1 if the hash was deleted}. The hash of a job that is in a queue, deferred or running
-- (an earlier run of a periodic job) is kept: a worker needs it. A key of another type is not a job for any client, and is deleted.
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return {0, 0} end
if ARGV[2] ~= '1' then return {1, 0} end
local key = 'rq:job:' .. ARGV[1]
local status = redis.pcall('HGET', key, 'status')
if status == 'queued' or status == 'started' or status == 'deferred' then return {1, 0} end
return {1, redis.call('DEL', key, key .. ':dependents', 'rq:job::' .. ARGV[1] .. ':dependencies') > 0 and 1 or 0}
