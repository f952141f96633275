-- requires: job_set, job_fields
-- Reads the jobs at some ranks of the set as for a decision, for diagnosis. Reads only. KEYS as in job_set.lua.
-- ARGV: ranks, from 0. Returns {number of ranks read, job, job, ...}, each job {state, 1 if it is in its
-- grace period, remaining time of its hash in milliseconds (-1: no expiry), start of its data, {OTHERS}, job as described,
-- {field, remaining time in milliseconds, ...} of fields with an expiry of their own}
-- with state OK, MISSING (no hash), NODATA, or REFUSED (problem: what Redis said).
local OTHERS = {'enqueued_at', 'started_at', 'last_heartbeat', 'success_callback_timeout', 'failure_callback_timeout',
  'stopped_callback_timeout', 'retries_left'}
local MAX_DATA = 65536
local MAX_REPLY = 2097152
local bytes = 0
local reply = {0}

local function others(key)
  local values = redis.call('HMGET', key, unpack(OTHERS))
  for i = 1, #OTHERS do
    if values[i] and #values[i] > 200 then values[i] = string.sub(values[i], 1, 200) end
  end
  return values
end

local function start_of_data(key)
  if redis.call('HSTRLEN', key, 'data') > MAX_DATA then return '' end
  return string.sub(redis.call('HGET', key, 'data'), 1, 256)
end

-- Redis 7.4 and Valkey 9 let single fields expire. If that is unknown or not permitted, no field counts as expiring.
local READ = {'data', unpack(FIELDS)}
local fields_expire = true

local function expiring(key)
  if not fields_expire then return {} end
  local rests = redis.pcall('HPTTL', key, 'FIELDS', #READ, unpack(READ))
  if rests.err then
    fields_expire = false
    return {}
  end
  local found = {}
  for i = 1, #READ do
    if rests[i] >= 0 then
      found[#found + 1] = READ[i]
      found[#found + 1] = rests[i]
    end
  end
  return found
end

for _, rank in ipairs(ARGV) do
  if bytes > MAX_REPLY or looks > MOST_LOOKS then break end
  reply[1] = reply[1] + 1
  local found = redis.call('ZRANGE', JOBS, rank, rank, 'WITHSCORES')
  local id, score = found[1], found[2]
  if id then
    local key = 'rq:job:' .. id
    local waits = redis.call('HEXISTS', MISSING, id)
    local fields, problem, refused = examine('rq:job:' .. id)
    local job, size = described(id, score, fields, problem)
    local state = 'OK'
    if refused then
      state, job[3] = 'REFUSED', {'REFUSED', refused}
    elseif not fields and not problem then
      state = redis.call('EXISTS', key) == 1 and 'NODATA' or 'MISSING'
    end
    bytes = bytes + size
    reply[#reply + 1] = {state, waits, redis.call('PTTL', key), fields and start_of_data(key) or '',
      fields and others(key) or {}, job, fields and expiring(key) or {}}
  end
end
return reply
