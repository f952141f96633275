-- requires: common, push, history
-- Runs a named schedule at a user's request: counted separately, and its timetable is unchanged.
-- KEYS[1] rq:queues
-- ARGV[1] name   ARGV[2] definition as read   ARGV[3] frozen clock or ''   ARGV[4] length of the history
-- ARGV[5] seconds for which it is kept   ARGV[6] who asked, as JSON   ARGV[7] due time for the history   ARGV[8] job id
-- ARGV[9] queue   ARGV[10] '1' for the front   ARGV[11] ttl or ''   ARGV[12...] name, value, ... of the job's hash
-- Returns 1, or -1 if there is no such schedule, -2 if it has changed since it was read, -3 if a job with that id exists.
local key = 'rq:scheduling:schedule:' .. ARGV[1]
local definition = redis.call('HGET', key, 'definition')
if not definition then return -1 end
if definition ~= ARGV[2] then return -2 end
local job = 'rq:job:' .. ARGV[8]
if redis.call('EXISTS', job) == 1 then return -3 end
local stamp = timestamp(clock(ARGV[3]))
local ttl = ARGV[11] ~= '' and ARGV[11]
local write = {'HSET', job, 'created_at', stamp, 'enqueued_at', stamp, unpack(ARGV, 12)}
local err = push_new_job(ARGV[8], job, ARGV[9], ARGV[10] == '1', ttl, write)
if err then return redis.error_reply(err) end
attempt('HINCRBY', key, 'manual', 1)
note_history(ARGV[1], tonumber(ARGV[4]), ARGV[5], '{"at": "' .. stamp .. '", "due": "' .. ARGV[7]
  .. '", "outcome": "queued", "job": "' .. ARGV[8] .. '", "by": ' .. ARGV[6] .. '}')
return 1
