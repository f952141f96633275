-- requires: common, job_ids
-- Schedules a quarantined job again with its original due time.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduling:quarantine   KEYS[3] rq:scheduling:quarantine:reasons
-- ARGV[1] id   ARGV[2] its entry as it was read   ARGV[3] score   ARGV[4] wake-up channel
-- Returns 'RETRIED', 'GONE' (not in quarantine, or changed in between), 'MISSING' (no hash), 'SCHEDULED' (already scheduled),
-- 'QUEUED_SINCE' (it has been queued since) or 'UNLOADABLE' (a worker of its queue cannot load its id): nothing was done
if redis.call('HGET', KEYS[3], ARGV[1]) ~= ARGV[2] then return 'GONE' end
local key = 'rq:job:' .. ARGV[1]
if redis.call('EXISTS', key) == 0 then return 'MISSING' end

-- RQ's timestamps sort as strings. A job that is also scheduled is handled below: it is not added twice.
local queued = redis.pcall('HGET', key, 'enqueued_at')
local since = redis.call('ZSCORE', KEYS[2], ARGV[1])
if type(queued) == 'string' and since and queued > timestamp(math.floor(tonumber(since) * 1000000))
    and not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 'QUEUED_SINCE'
end
local queue = redis.pcall('HGET', key, 'origin')
if unloadable(ARGV[1], type(queue) == 'string' and queue or '') then return 'UNLOADABLE' end
local added = redis.call('ZADD', KEYS[1], 'NX', ARGV[3], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.pcall('PUBLISH', ARGV[4], ARGV[3])
return added == 1 and 'RETRIED' or 'SCHEDULED'
