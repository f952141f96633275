-- requires: job_set, job_fields
-- Reads one scheduled job for a decision, due or not. ARGV[1] frozen clock or ''   ARGV[2] id
-- Returns {'NONE'} if it is not scheduled, {'MISSING'} if it has no hash or no data, else
-- {'OK', now in microseconds, job as described}
local id = ARGV[2]
local score = redis.call('ZSCORE', JOBS, id)
if not score then return {'NONE'} end
local fields, problem, refused = examine('rq:job:' .. id)
if refused then return redis.error_reply(refused) end
if not fields and not problem then return {'MISSING'} end
return {'OK', string.format('%d', clock(ARGV[1])), (described(id, score, fields, problem))}
