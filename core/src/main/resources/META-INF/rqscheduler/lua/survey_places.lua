-- requires: common, job_ids
-- Finds which of a queue's keys contain a job. Reads only; a key of another type, or one for which Redis is too old, counts as
-- absent.
-- ARGV[1] id   ARGV[2] queue   ARGV[3] number of queue entries to search
-- Returns {jobs in the queue, position from 0 or -1, 1 if the queue is longer than was searched,
--   scores or nil in the registries finished, failed, canceled, deferred, scheduled and wip,
--   1 if it is between queue and worker, latest execution or nil, workers on the queue, 1 if workers are suspended,
--   1 if RQ's scheduler serves the queue, latest result {field, value, ...} or nil, why its id cannot be loaded or {}}
local id, queue, far = ARGV[1], ARGV[2], tonumber(ARGV[3])
local key = 'rq:queue:' .. queue

local function read(otherwise, command, ...)
  local reply = redis.pcall(command, ...)
  if type(reply) == 'table' and reply.err then return otherwise, true end
  return reply or otherwise
end

local function index(list, wanted)
  for i, value in ipairs(list) do
    if value == wanted then return i - 1 end
  end
  return -1
end

local length = read(0, 'LLEN', key)
local position, too_old = read(-1, 'LPOS', key, id, 'MAXLEN', far)
if too_old then position = index(read({}, 'LRANGE', key, 0, math.min(far, 5000) - 1), id) end

local reply = {length, position, length > (too_old and math.min(far, 5000) or far) and 1 or 0}
for i, registry in ipairs({'finished', 'failed', 'canceled', 'deferred', 'scheduled', 'wip'}) do
  reply[3 + i] = read(false, 'ZSCORE', 'rq:' .. registry .. ':' .. queue, id)
end
reply[10] = index(read({}, 'LRANGE', key .. ':intermediate', 0, 999), id) >= 0 and 1 or 0
-- RQ 2 records an execution in a set of the job, and job and execution together in wip.
local execution = read({}, 'ZREVRANGE', 'rq:executions:' .. id, 0, 0)[1]
if execution and not reply[9] then reply[9] = read(false, 'ZSCORE', 'rq:wip:' .. queue, id .. ':' .. execution) end
reply[11] = execution or false
reply[12] = read(0, 'SCARD', 'rq:workers:' .. queue)
reply[13] = read(0, 'EXISTS', 'rq:suspended')
reply[14] = read(0, 'EXISTS', 'rq:scheduler-lock:' .. queue)
local result = read({}, 'XREVRANGE', 'rq:results:' .. id, '+', '-', 'COUNT', 1)[1]
reply[15] = result and result[2] or false
reply[16] = unloadable(id, queue) or {}
return reply
