-- Applies decisions about due jobs. Each is checked again first: only a job that still has the score, status and meta that
-- were read is touched, so what somebody cancelled, moved or changed in between is left alone.
-- ARGV[1] token that must hold the lock, or '' for a move that a user asked for   ARGV[2] frozen clock or ''
-- ARGV[3] how many due jobs at the head to pass over when telling the next due time
-- then for each decision: kind, id, score, status, SHA-1 of meta or '', and by kind
--   M (move):       queue, at front 0/1, default timeout or '', ttl or '', persist 0/1, next score or '', new meta or '',
--                   new result_ttl or '', failed dependencies are fine 0/1, number of dependencies, their ids
--   S (skip run):   next score, or '' to take the job out of the schedule
--   Q (quarantine): entry as JSON
-- Returns {'FENCED', holder} or {'OK', now in microseconds, next due score or '', busy microseconds, {outcome, detail, ...}}
-- with outcome MOVED, DEFERRED, SKIPPED, QUARANTINED, GONE, CHANGED, BADQUEUE (detail: its type) or STUCK (detail: error).
if ARGV[1] ~= '' then
  local holder = redis.call('GET', LOCK)
  if holder ~= ARGV[1] then return {'FENCED', holder or ''} end
end

local now = clock(ARGV[2])
local enqueued_at = timestamp(now)
local at = 4
local outcomes, details, moves = {}, {}, {}

local function take()
  local value = ARGV[at]
  at = at + 1
  return value
end

local function take_optional()
  local value = take()
  return value ~= '' and value or nil
end

-- Whether the job is not any more what was decided about. What goes to quarantine may be unreadable: its time is enough.
local function stale(kind, id, score, status, meta_digest)
  if redis.call('ZSCORE', SCHEDULE, id) ~= score then return 'GONE' end
  if kind == 'Q' then return nil end
  local key = 'rq:job:' .. id
  local fields = redis.pcall('HMGET', key, 'status', 'meta')
  if fields.err then return 'CHANGED' end
  if (fields[1] or '') ~= status then return 'CHANGED' end
  if (fields[2] and fields[2] ~= '' and redis.sha1hex(fields[2]) or '') ~= meta_digest then return 'CHANGED' end
  return nil
end

local function unfinished(dependencies, failures_are_fine)
  for _, id in ipairs(dependencies) do
    local status = redis.pcall('HGET', 'rq:job:' .. id, 'status')
    local met = failed(status) or status == 'finished' or (failures_are_fine and status == 'failed')
      or (not status and redis.call('EXISTS', 'rq:job:' .. id) == 0)
    if not met then return true end
  end
  return false
end

local function outcome(done, err)
  if err then return 'STUCK', err end
  return done, ''
end

-- As RQ >= 1.14 does in Queue.setup_dependencies: registered with its dependencies, in the queue's deferred registry.
local function defer(m)
  local key = 'rq:job:' .. m.id
  local dependencies_key = 'rq:job::' .. m.id .. ':dependencies'
  local commands = {
    {'SADD', QUEUES, 'rq:queue:' .. m.queue},
    {'ZADD', 'rq:deferred:' .. m.queue, math.floor(now / 1000000), m.id},
  }
  for _, id in ipairs(m.dependencies) do
    commands[#commands + 1] = {'SADD', 'rq:job:' .. id .. ':dependents', m.id}
    commands[#commands + 1] = {'SADD', dependencies_key, id}
  end
  local hset = {'HSET', key, 'status', 'deferred'}
  if m.meta then hset[5] = 'meta'; hset[6] = m.meta end
  commands[#commands + 1] = hset
  add_expiry(commands, m)
  commands[#commands + 1] = m.next and {'ZADD', SCHEDULE, 'XX', m.next, m.id} or {'ZREM', SCHEDULE, m.id}
  return run_all(commands)
end

local function read_move(id, status)
  local m = {id = id, queue = take(), front = take() == '1'}
  local timeout = take_optional()
  m.ttl = take_optional()
  m.persist = take() == '1'
  m.next = take_optional()
  m.meta = take_optional()
  local result_ttl = take_optional()
  m.failures_are_fine = take() == '1'
  m.dependencies = {}
  for n = 1, tonumber(take()) do m.dependencies[n] = take() end
  m.was_deferred = status == 'deferred'
  m.fields = {'status', 'queued', 'enqueued_at', enqueued_at}
  for name, value in pairs({timeout = timeout or false, meta = m.meta or false, result_ttl = result_ttl or false}) do
    if value then
      m.fields[#m.fields + 1] = name
      m.fields[#m.fields + 1] = value
    end
  end
  return m
end

local function decide_move(m, n)
  if redis.call('HSTRLEN', 'rq:job:' .. m.id, 'data') == 0 then return 'CHANGED', '' end
  local wrong = wrong_queue_type(m.queue)
  if wrong ~= '' then return 'BADQUEUE', wrong end
  if unfinished(m.dependencies, m.failures_are_fine) then
    return outcome('DEFERRED', defer(m))
  end
  if m.was_deferred then redis.pcall('ZREM', 'rq:deferred:' .. m.queue, m.id) end
  m.index = n
  moves[#moves + 1] = m
  return 'MOVED', ''
end

local function skip_run(id, next_score)
  if next_score == '' then return outcome('SKIPPED', run_all({{'ZREM', SCHEDULE, id}})) end
  return outcome('SKIPPED', run_all({
    {'HSET', 'rq:job:' .. id, 'status', 'scheduled'},
    {'ZADD', SCHEDULE, 'XX', next_score, id},
  }))
end

local function quarantine(id, entry)
  return outcome('QUARANTINED', run_all({
    {'ZADD', QUARANTINE, seconds(now), id},
    {'HSET', REASONS, id, entry},
    {'ZREM', SCHEDULE, id},
  }))
end

local n = 0
while at <= #ARGV do
  n = n + 1
  local kind, id, score, status, meta_digest = take(), take(), take(), take(), take()
  local argument = kind == 'M' and read_move(id, status) or take()
  local why = stale(kind, id, score, status, meta_digest)
  if why then
    outcomes[n], details[n] = why, ''
  elseif kind == 'M' then
    outcomes[n], details[n] = decide_move(argument, n)
  elseif kind == 'S' then
    outcomes[n], details[n] = skip_run(id, argument)
  else
    outcomes[n], details[n] = quarantine(id, argument)
  end
end

move_all(moves)
local arrived = {}
for _, m in ipairs(moves) do
  if m.err then
    outcomes[m.index], details[m.index] = 'STUCK', m.err
  else
    arrived[#arrived + 1] = m.id
  end
end
if #arrived > 0 and redis.call('HLEN', MISSING) > 0 then redis.call('HDEL', MISSING, unpack(arrived)) end

local results = {}
local stuck = tonumber(ARGV[3])
for i = 1, n do
  results[2 * i - 1], results[2 * i] = outcomes[i], details[i]
  if outcomes[i] == 'STUCK' then stuck = stuck + 1 end
end
return {'OK', string.format('%d', now), next_due(stuck), busy_micros(), results}
