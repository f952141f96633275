-- Shared by retrieve.lua and apply.lua: the keys, and the push itself.
-- Both take the same keys:
--   KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduler_lock          KEYS[3] rq:queues
--   KEYS[4] rq:scheduling:missing         KEYS[5] rq:scheduling:quarantine   KEYS[6] rq:scheduling:quarantine:reasons
-- Job and queue keys are built from ids here: RQ's keys share no hash slot, so a cluster is out of the question anyway.
local SCHEDULE, LOCK, QUEUES, MISSING, QUARANTINE, REASONS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local started = clock('')

-- Longer values are not handed to anybody; they count as unset, and as a reason not to move the job.
local MAX_META = 1048576
local MAX_FIELD = 65536

-- The score of the earliest job that is still scheduled, leaving out `skip` that could not be moved; '' if there is none.
local function next_due(skip)
  local first = redis.call('ZRANGEBYSCORE', SCHEDULE, 0, '+inf', 'WITHSCORES', 'LIMIT', skip, 1)
  return first[2] or ''
end

-- How long this script has kept Redis busy, in microseconds; 0 where TIME stands still within a script (Redis 7.2 on).
local function busy_micros()
  return clock('') - started
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

-- Takes back what write_hash did to a job that Redis then refused to push: a run counter that went down with every attempt
-- would be at its end before the job ran once, and a ttl would delete the hash while the job is still scheduled.
local function restore(move)
  local key = 'rq:job:' .. move.id
  for i = 1, #move.fields, 2 do
    local name = move.fields[i]
    if move.old[name] then
      redis.pcall('HSET', key, name, move.old[name])
    else
      redis.pcall('HDEL', key, name)
    end
  end
  if move.ttl then
    for _, k in ipairs({key, key .. ':dependents', 'rq:job::' .. move.id .. ':dependencies'}) do redis.pcall('PERSIST', k) end
  end
end

local function mark_unmoved(moves, indexes, err)
  for _, i in ipairs(indexes) do
    moves[i].err = err
    restore(moves[i])
  end
end

local function push(command, moves, groups)
  for queue, indexes in pairs(groups) do
    local ids = {}
    for n, i in ipairs(indexes) do ids[n] = moves[i].id end
    local reply = redis.pcall(command, 'rq:queue:' .. queue, unpack(ids))
    if failed(reply) then mark_unmoved(moves, indexes, reply.err) end
  end
end

local function group(groups, queue, index)
  local indexes = groups[queue]
  if not indexes then
    indexes = {}
    groups[queue] = indexes
  end
  indexes[#indexes + 1] = index
end

-- The job's `ttl` in its queue, on the three keys on which RQ sets it; or none, where an older one must not strike.
local function expiry_commands(move)
  local key = 'rq:job:' .. move.id
  if not move.ttl then return move.persist and {{'PERSIST', key}} or {} end
  local commands = {}
  for n, k in ipairs({key, key .. ':dependents', 'rq:job::' .. move.id .. ':dependencies'}) do
    commands[n] = {'EXPIRE', k, move.ttl}
  end
  return commands
end

local function write_hash(move)
  return failed(redis.pcall('HSET', 'rq:job:' .. move.id, unpack(move.fields))) or run_all(expiry_commands(move))
end

-- Moves each of `moves` = {id=, queue=, front=, fields={HSET pairs}, old={their values before, by name}, ttl=, persist=,
-- next=score or nil}: hash, queue, and last of all the schedule, where the id is removed or gets its next time. A script is
-- not rolled back when it stops half way, hence the order: what Redis can refuse for all (no memory, read-only, no
-- permission on the schedule) is asked by require_schedule before anything is written, and an id leaves the schedule only after it is in its queue. A move that Redis
-- refused gets `err`, is undone, and stays scheduled.
local function move_all(moves)
  if #moves == 0 then return end
  local queues, seen = {}, {}
  for _, m in ipairs(moves) do
    if not seen[m.queue] then
      seen[m.queue] = true
      queues[#queues + 1] = 'rq:queue:' .. m.queue
    end
  end
  local err = failed(redis.pcall('SADD', QUEUES, unpack(queues)))
  if err then
    for _, m in ipairs(moves) do m.err = err end
    return
  end

  local back, front = {}, {}
  for i, m in ipairs(moves) do
    m.err = write_hash(m)
    if m.err then
      restore(m)
    else
      group(m.front and front or back, m.queue, i)
    end
  end
  push('RPUSH', moves, back)
  push('LPUSH', moves, front)

  local remove, again = {}, {}
  for _, m in ipairs(moves) do
    if not m.err then
      if m.next then
        again[#again + 1] = m.next
        again[#again + 1] = m.id
      else
        remove[#remove + 1] = m.id
      end
    end
  end
  if #remove > 0 then redis.call('ZREM', SCHEDULE, unpack(remove)) end
  if #again > 0 then redis.call('ZADD', SCHEDULE, 'XX', unpack(again)) end
end
