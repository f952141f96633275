-- requires: job_set
-- Reads where a job is and what is known about it, for diagnosis. Reads only. KEYS as in job_set.lua.
-- ARGV[1] id   ARGV[2...] names of fields
-- Returns {now in microseconds, score or nil, score in quarantine or nil, its entry there or nil, entry in MISSING or nil,
--   type of the hash's key, remaining time in milliseconds, bytes of data, data if it is short, {fields}}
local id, key = ARGV[1], 'rq:job:' .. ARGV[1]
local MAX_DATA = 65536
local MAX_TEXT = 65536
local kind = redis.call('TYPE', key).ok
local size, data, fields = 0, false, {}
if kind == 'hash' then
  size = redis.call('HSTRLEN', key, 'data')
  if size <= MAX_DATA then data = redis.call('HGET', key, 'data') end
  for i = 2, #ARGV do
    local length = redis.call('HSTRLEN', key, ARGV[i])
    local value = redis.call('HEXISTS', key, ARGV[i]) == 1 and length <= MAX_TEXT and redis.call('HGET', key, ARGV[i])
    fields[i - 1] = value or false
  end
end
local function read(command, ...)
  local reply = redis.pcall(command, ...)
  return not failed(reply) and reply or false
end
return {string.format('%d', clock('')), read('ZSCORE', JOBS, id), read('ZSCORE', QUARANTINE, id), read('HGET', REASONS, id),
  read('HGET', MISSING, id), kind, redis.call('PTTL', key), size, data, fields}
