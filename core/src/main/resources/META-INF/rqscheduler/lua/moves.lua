-- Shared by retrieve.lua and apply.lua: the keys, and the push itself.
-- Both take the same keys:
--   KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock          KEYS[3] rq:queues
--   KEYS[4] rq:scheduling:missing         KEYS[5] rq:scheduling:quarantine   KEYS[6] rq:scheduling:quarantine:reasons
--   KEYS[7] rq:scheduling:schedules
-- Job and queue keys are built from ids here: RQ's keys share no hash slot, so a cluster is out of the question anyway.
local SCHEDULE, LOCK, QUEUES, MISSING, QUARANTINE, REASONS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local busy_micros = stopwatch()
local attempt = redis.pcall

-- When the jobs are queued, as RQ notes it: set by the script that moves them.
local enqueued_at

-- Longer values are not handed to anybody; they count as unset, and as a reason not to move the job.
local MAX_META = 1048576
local MAX_FIELD = 65536

-- The score of the earliest job that is still scheduled, leaving out `skip` that could not be moved; '' if there is none.
local function next_due(skip)
  local first = redis.call('ZRANGEBYSCORE', SCHEDULE, 0, '+inf', 'WITHSCORES', 'LIMIT', skip, 1)
  return first[2] or ''
end

-- When the first named schedule is to be looked at; '' if there is none. Negative scores do no harm: they are due.
local function next_schedule()
  return redis.call('ZRANGEBYSCORE', KEYS[7], '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or ''
end

-- What stands in the way of a write: '' or, in words, that the key is of another type than RQ writes. Where the type must not
-- be asked, the write itself will tell.
local types = {}
local function wrong_type(key, wanted)
  local found = types[key]
  if not found then
    found = redis.pcall('TYPE', key).ok or 'none'
    types[key] = found
  end
  if found == 'none' or found == wanted then return '' end
  return key .. ' is a ' .. found .. ', not a ' .. wanted
end

-- Fails the script before it wrote anything if the schedule must not be written: no memory, read-only, no permission. ZADD
-- first, since after any other write Redis does not ask for memory any more.
local function require_schedule()
  redis.call('ZADD', SCHEDULE, 'XX', 0, '\0 no job has this id')
  redis.call('ZREM', SCHEDULE, '\0 no job has this id')
end

-- The three keys on which RQ sets the job's `ttl` in its queue.
local function keys_with_ttl(id, key) return {key, key .. ':dependents', 'rq:job::' .. id .. ':dependencies'} end

local function lift_expiry(id, key)
  for _, k in ipairs(keys_with_ttl(id, key)) do redis.pcall('PERSIST', k) end
end

-- Sets the job's `ttl`, or lifts an older expiry that must not strike; returns the error if Redis refused, and then no ttl is
-- left.
local function set_expiry(id, key, ttl, persist)
  if not ttl then return persist and failed(redis.pcall('PERSIST', key)) or nil end
  for _, k in ipairs(keys_with_ttl(id, key)) do
    local err = failed(redis.pcall('EXPIRE', k, ttl))
    if err then
      lift_expiry(id, key)
      return err
    end
  end
  return nil
end

-- What a move writes into the job's hash: `...` are field, value pairs beside those that every move writes. Returns the error
-- if Redis refused, and then nothing is left: an expiry would delete the hash while the job is still scheduled.
local function write_hash(id, key, ttl, persist, ...)
  local err = (ttl or persist) and set_expiry(id, key, ttl, persist)
    or failed(attempt('HSET', key, 'status', 'queued', 'enqueued_at', enqueued_at, ...))
  if err and ttl then lift_expiry(id, key) end
  return err
end

-- Ids that are to be pushed, by command and queue.
local lanes = {RPUSH = {}, LPUSH = {}}

-- Queues that RQ is to know, once Redis has taken the first of them.
local registers

local function opened(command, queue)
  lanes[command][queue] = {}
  registers = registers or {}
  registers[#registers + 1] = 'rq:queue:' .. queue
end

-- The first job for a queue shows whether Redis takes it: it is pushed at once. If Redis refuses, its hash becomes what it was
-- (a run counter that went down with every attempt would be at its end before the job ran once), and no other job for that
-- queue is touched.
local function open_lane(command, id, key, queue, ttl, persist, ...)
  if registers and not ttl and not persist then
    -- Hashes can be written, as one was: pushing first leaves nothing to be taken back.
    local err = failed(redis.pcall(command, 'rq:queue:' .. queue, id))
    if err then
      lanes[command][queue] = {refused = err}
      return err
    end
    opened(command, queue)
    -- It is pushed, so it has moved whatever Redis may say to this one hash.
    write_hash(id, key, ttl, persist, ...)
    return nil
  end
  local names = {'status', 'enqueued_at'}
  for n = 1, select('#', ...), 2 do names[#names + 1] = (select(n, ...)) end
  local old = redis.pcall('HMGET', key, unpack(names))
  local err = failed(old) or write_hash(id, key, ttl, persist, ...)
  if err then return err end
  err = not registers and failed(redis.pcall('SADD', QUEUES, 'rq:queue:' .. queue))
    or failed(redis.pcall(command, 'rq:queue:' .. queue, id))
  if not err then
    opened(command, queue)
  else
    lanes[command][queue] = {refused = err}
    for n, name in ipairs(names) do
      if old[n] then redis.pcall('HSET', key, name, old[n]) else redis.pcall('HDEL', key, name) end
    end
    if ttl then lift_expiry(id, key) end
  end
  return err
end

-- Writes the hash of a job that moves and has its id pushed; the caller takes the id out of the schedule, or sets its next
-- time, after push_all. Returns the error if Redis refused: then the job is as it was.
--
-- A script is not rolled back when it stops half way, hence the order: what Redis can refuse for all (no memory, read-only, no
-- permission on the schedule) is asked by require_schedule before anything is written, what it can refuse for one queue by
-- open_lane, and an id leaves the schedule only after it is in its queue. The hash is written right after it has been read, as
-- a job of a long page would be out of the processor's cache by the end of it (1.6 instead of 0.4 microseconds).
local function place(id, key, queue, front, ttl, persist, ...)
  local command = front and 'LPUSH' or 'RPUSH'
  local lane = lanes[command][queue]
  if not lane then return open_lane(command, id, key, queue, ttl, persist, ...) end
  local err = lane.refused or write_hash(id, key, ttl, persist, ...)
  if not err then lane[#lane + 1] = id end
  return err
end

-- Redis has taken the same commands for the same keys a moment ago, and asks nothing twice within a script.
local function push_all()
  if registers then redis.call('SADD', QUEUES, unpack(registers)) end
  for command, queues in pairs(lanes) do
    for queue, ids in pairs(queues) do
      if #ids > 0 then redis.call(command, 'rq:queue:' .. queue, unpack(ids)) end
    end
  end
end

-- Ids out of the schedule, and others with their next time in it: {score, id, ...}.
local function settle_schedule(remove, again)
  if #remove > 0 then redis.call('ZREM', SCHEDULE, unpack(remove)) end
  if #again > 0 then redis.call('ZADD', SCHEDULE, 'XX', unpack(again)) end
end
