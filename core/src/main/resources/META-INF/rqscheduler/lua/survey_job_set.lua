-- requires: extent
-- Counts for a set of scheduled jobs, for diagnosis. Reads only. KEYS[1] rq:scheduler:scheduled_jobs
-- ARGV[1] time in seconds. Returns {type}, or for a zset {type, jobs, jobs with a negative score, which no scheduler
-- moves, due jobs, the earliest score of 0 or more or '', the latest score or ''}
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'zset' then return {kind} end
local jobs = count_jobs(KEYS[1], ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
return {kind, jobs[1], redis.call('ZCOUNT', KEYS[1], '-inf', '(0'), jobs[2], jobs[3] ~= '' and jobs[3] or jobs[4], last[2] or ''}
