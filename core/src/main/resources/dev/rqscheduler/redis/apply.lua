-- Applies decisions about due jobs. Each is checked again first: only a job that still has the score, status and meta that
-- were read is touched, so what somebody cancelled, moved or changed in between is left alone.
-- ARGV[1] token that must hold the lock, or '' for a move that a user asked for   ARGV[2] frozen clock or ''
-- ARGV[3] how many due jobs at the head to pass over when telling the next due time
-- ARGV[4] how many jobs the quarantine holds at most
-- then for each decision: kind, id, score, status, SHA-1 of meta or '', and by kind
--   M (move):       queue, at front 0/1, default timeout or '', ttl or '', persist 0/1, next score or '', new meta or '',
--                   new result_ttl or '', failed dependencies are fine 0/1, number of dependencies, their ids
--   S (skip run):   next score, or '' to take the job out of the schedule
--   Q (quarantine): entry as JSON
-- Returns {'FENCED', holder} or {'OK', now in microseconds, next due score or '', busy microseconds, {outcome, detail, ...},
--   evicted {id, entry, ...}}
-- with outcome MOVED, DEFERRED, SKIPPED, QUARANTINED, GONE, CHANGED, BADKEY (detail: which, and its type) or STUCK (detail:
-- error).
if ARGV[1] ~= '' then
  local holder = redis.call('GET', LOCK)
  if holder ~= ARGV[1] then return {'FENCED', holder or ''} end
end

local now = clock(ARGV[2])
local enqueued_at = timestamp(now)
local at = 5
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

-- A value as it was handed out for the decision: one that was too long was not.
local function shown(value, longest) return value and #value <= longest and value or '' end

-- Why a decision does not hold any more, if so; else nil and the fields as they are now.
local function stale(kind, id, score, status, meta_digest)
  if redis.call('ZSCORE', SCHEDULE, id) ~= score then return 'GONE' end
  local fields = redis.pcall('HMGET', 'rq:job:' .. id, 'status', 'meta', 'enqueued_at', 'timeout', 'result_ttl')
  if fields.err then
    local found = kind == 'Q' and redis.pcall('TYPE', 'rq:job:' .. id).ok
    -- Only what is surely no hash goes to quarantine unread; a permission that is missing now is no fault of the job.
    return (not found or found == 'hash') and 'CHANGED' or nil
  end
  if shown(fields[1], MAX_FIELD) ~= status then return 'CHANGED' end
  local meta = shown(fields[2], MAX_META)
  if (meta ~= '' and redis.sha1hex(meta) or '') ~= meta_digest then return 'CHANGED' end
  return nil, {status = fields[1], meta = fields[2], enqueued_at = fields[3], timeout = fields[4], result_ttl = fields[5]}
end

local function outcome(done, err)
  if err then return 'STUCK', err end
  return done, ''
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

-- What stands in the way of a deferral, asked before anything is written.
local function wrong_type_for_deferral(m)
  local wrong = wrong_type('rq:deferred:' .. m.queue, 'zset')
  if wrong == '' then wrong = wrong_type('rq:job::' .. m.id .. ':dependencies', 'set') end
  for _, id in ipairs(m.dependencies) do
    if wrong == '' then wrong = wrong_type('rq:job:' .. id .. ':dependents', 'set') end
  end
  return wrong
end

-- As RQ >= 1.14 does in Queue.setup_dependencies: registered with its dependencies, in the queue's deferred registry. If
-- Redis refuses one of the commands, those before it are taken back: a job that is registered and scheduled would run twice.
local function defer(m)
  local key = 'rq:job:' .. m.id
  local dependencies_key = 'rq:job::' .. m.id .. ':dependencies'
  m.fields = {'status', 'deferred'}
  if m.meta then m.fields = {'status', 'deferred', 'meta', m.meta} end
  local deferred = 'rq:deferred:' .. m.queue
  local steps = {{{'SADD', QUEUES, 'rq:queue:' .. m.queue}}, {{'ZADD', deferred, math.floor(now / 1000000), m.id}, {'ZREM', deferred, m.id}}}
  for _, id in ipairs(m.dependencies) do
    local dependents_key = 'rq:job:' .. id .. ':dependents'
    steps[#steps + 1] = {{'SADD', dependents_key, m.id}, {'SREM', dependents_key, m.id}}
    steps[#steps + 1] = {{'SADD', dependencies_key, id}, {'SREM', dependencies_key, id}}
  end
  steps[#steps + 1] = {{'HSET', key, unpack(m.fields)}}
  for _, command in ipairs(expiry_commands(m)) do steps[#steps + 1] = {command} end
  steps[#steps + 1] = {m.next and {'ZADD', SCHEDULE, 'XX', m.next, m.id} or {'ZREM', SCHEDULE, m.id}}
  for n, step in ipairs(steps) do
    local reply = redis.pcall(unpack(step[1]))
    local err = failed(reply)
    if err then
      for done = n - 1, 1, -1 do
        local added, takes_back = steps[done].added, steps[done][2]
        if added and takes_back then redis.pcall(unpack(takes_back)) end
      end
      restore(m)
      return err
    end
    step.added = reply ~= 0
  end
  return nil
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
  local wrong = wrong_type('rq:queue:' .. m.queue, 'list')
  if wrong ~= '' then return 'BADKEY', wrong end
  if unfinished(m.dependencies, m.failures_are_fine) then
    wrong = wrong_type_for_deferral(m)
    if wrong ~= '' then return 'BADKEY', wrong end
    return outcome('DEFERRED', defer(m))
  end
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
  local err = failed(redis.pcall('HSET', REASONS, id, entry))
  if err then return 'STUCK', err end
  err = run_all({{'ZADD', QUARANTINE, seconds(now), id}, {'ZREM', SCHEDULE, id}})
  if err then redis.pcall('HDEL', REASONS, id) end
  return outcome('QUARANTINED', err)
end

-- The oldest leave a quarantine that is over its limit, so that one bad deployment cannot fill Redis; a bounded number at a
-- time, for a limit that was lowered.
local function make_room()
  local evicted = {}
  local count = redis.pcall('ZCARD', QUARANTINE)
  if failed(count) or count <= tonumber(ARGV[4]) then return evicted end
  local oldest = redis.pcall('ZRANGE', QUARANTINE, 0, math.min(count - tonumber(ARGV[4]), 1000) - 1)
  if failed(oldest) then return evicted end
  for _, id in ipairs(oldest) do
    local entry = redis.pcall('HGET', REASONS, id)
    if not failed(entry) and not run_all({{'ZREM', QUARANTINE, id}, {'HDEL', REASONS, id}}) then
      evicted[#evicted + 1] = id
      evicted[#evicted + 1] = entry or ''
    end
  end
  return evicted
end

require_schedule()
local n = 0
local quarantined = false
while at <= #ARGV do
  n = n + 1
  local kind, id, score, status, meta_digest = take(), take(), take(), take(), take()
  local argument = kind == 'M' and read_move(id, status) or take()
  local why, old = stale(kind, id, score, status, meta_digest)
  if why then
    outcomes[n], details[n] = why, ''
  elseif kind == 'M' then
    argument.old = old
    outcomes[n], details[n] = decide_move(argument, n)
  elseif kind == 'S' then
    outcomes[n], details[n] = skip_run(id, argument)
  else
    outcomes[n], details[n] = quarantine(id, argument)
    quarantined = true
  end
end

move_all(moves)
for _, m in ipairs(moves) do
  if m.err then
    outcomes[m.index], details[m.index] = 'STUCK', m.err
  elseif m.was_deferred then
    redis.pcall('ZREM', 'rq:deferred:' .. m.queue, m.id)
  end
end

local results = {}
local stuck = tonumber(ARGV[3])
for i = 1, n do
  results[2 * i - 1], results[2 * i] = outcomes[i], details[i]
  if outcomes[i] == 'STUCK' then stuck = stuck + 1 end
end
local evicted = quarantined and make_room() or {}
return {'OK', string.format('%d', now), next_due(stuck), busy_micros(), results, evicted}
