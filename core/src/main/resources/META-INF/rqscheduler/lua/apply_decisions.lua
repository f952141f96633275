-- requires: job_set, job_fields, push
-- Applies decisions about due jobs. Each job is checked again first: it is touched only if it still has the score, status and
-- meta that were read, so a job that another client cancelled, moved or changed in between is left alone.
-- ARGV[1] token that must hold the lock, or '' for a move requested by a user   ARGV[2] frozen clock or ''
-- ARGV[3] how many due jobs at the head to skip when determining the next due time
-- ARGV[4] maximum number of jobs in quarantine
-- then for each decision: kind, id, score, status, SHA-1 of meta or '', and depending on the kind
--   M (move):       queue, at front 0/1, default timeout or '', ttl or '', persist 0/1, next score or '', new meta or '',
--                   new result_ttl or '', failed dependencies are allowed 0/1, number of dependencies, their ids
--   S (skip run):   next score, or '' to remove the job from the set; new meta or ''
--   Q (quarantine): entry as JSON
-- Returns {'FENCED', holder} or {'OK', now in microseconds, next due score or '', busy microseconds, {outcome, detail, ...},
--   evicted {id, entry, ...}}
-- with outcome MOVED, DEFERRED, SKIPPED, QUARANTINED, GONE, CHANGED, BADKEY (detail: {'TYPE', key, type found, type wanted}) or
-- STUCK (detail: error).
if ARGV[1] ~= '' then
  local holder = redis.call('GET', LOCK)
  if holder ~= ARGV[1] then return {'FENCED', holder or ''} end
end

local now = clock(ARGV[2])
local stamp = timestamp(now)
local at = 5
local outcomes, details = {}, {}
local remove, again = {}, {}

local function take()
  local value = ARGV[at]
  at = at + 1
  return value
end

local function take_optional()
  local value = take()
  return value ~= '' and value or nil
end

-- A value as it was returned for the decision: values that are too long were not returned.
local function shown(value, longest) return value and #value <= longest and value or '' end

-- Returns why a decision is no longer valid, or else nil and the current status and meta.
local function stale(kind, id, score, status, meta_digest)
  if redis.call('ZSCORE', JOBS, id) ~= score then return 'GONE' end
  local fields = attempt('HMGET', 'rq:job:' .. id, 'status', 'meta')
  if fields.err then
    local found = kind == 'Q' and attempt('TYPE', 'rq:job:' .. id).ok
    -- Only a key that is certainly not a hash is quarantined unread; a missing permission is not the job's fault.
    return (not found or found == 'hash') and 'CHANGED' or nil
  end
  if shown(fields[1], MAX_FIELD) ~= status then return 'CHANGED' end
  local meta = shown(fields[2], MAX_META)
  if (meta ~= '' and redis.sha1hex(meta) or '') ~= meta_digest then return 'CHANGED' end
  return nil, fields
end

local function outcome(done, err)
  if err then return 'STUCK', err end
  return done, ''
end

-- Returns whether a dependency has not finished, and the error if Redis refused. The error must not fail the script: jobs
-- before this one may already have been pushed.
local function unfinished(dependencies, failures_are_fine)
  for _, id in ipairs(dependencies) do
    local status = attempt('HGET', 'rq:job:' .. id, 'status')
    local err = failed(status)
    if err and not string.find(err, 'WRONGTYPE') then return nil, err end
    -- A key of another type is not a job, so there is nothing to wait for.
    local met = err or status == 'finished' or (failures_are_fine and status == 'failed')
    if not met and not status then
      local exists = attempt('EXISTS', 'rq:job:' .. id)
      if failed(exists) then return nil, exists.err end
      met = exists == 0
    end
    if not met then return true end
  end
  return false
end

-- Returns what prevents a deferral, checked before anything is written.
local function wrong_type_for_deferral(m)
  local wrong = wrong_type('rq:deferred:' .. m.queue, 'zset') or wrong_type('rq:job::' .. m.id .. ':dependencies', 'set')
  for _, id in ipairs(m.dependencies) do wrong = wrong or wrong_type('rq:job:' .. id .. ':dependents', 'set') end
  return wrong
end

-- RQ 2.0 to 2.7 treat the score in the registry of deferred jobs as an expiry: the maintenance of any worker fails a job whose
-- score has passed. These versions write infinity for "never"; others write the time and never read it. The end of the year
-- 9999 works with all of them.
local NEVER = '253402300799'

-- As RQ >= 1.14 does in Queue.setup_dependencies: registered with its dependencies, in the queue's deferred registry. If
-- Redis refuses one of the commands, the earlier ones are undone: a job that is both registered and scheduled would run twice.
local function defer(m)
  local key = m.key
  local dependencies_key = 'rq:job::' .. m.id .. ':dependencies'
  local fields, old = {'status', 'deferred'}, {'status', m.old[1]}
  if m.meta then
    fields = {'status', 'deferred', 'meta', m.meta}
    old = {'status', m.old[1], 'meta', m.old[2]}
  end
  local deferred = 'rq:deferred:' .. m.queue
  local unregistered = failed(register_queue(m.queue))
  if unregistered then return unregistered end
  local steps = {{{'ZADD', deferred, NEVER, m.id}, {'ZREM', deferred, m.id}}}
  for _, id in ipairs(m.dependencies) do
    local dependents_key = 'rq:job:' .. id .. ':dependents'
    steps[#steps + 1] = {{'SADD', dependents_key, m.id}, {'SREM', dependents_key, m.id}}
    steps[#steps + 1] = {{'SADD', dependencies_key, id}, {'SREM', dependencies_key, id}}
  end
  steps[#steps + 1] = {{'HSET', key, unpack(fields)}}
  if m.ttl then
    for _, k in ipairs(keys_with_ttl(m.id, key)) do steps[#steps + 1] = {{'EXPIRE', k, m.ttl}} end
  elseif m.persist then
    steps[#steps + 1] = {{'PERSIST', key}}
  end
  steps[#steps + 1] = {m.next and {'ZADD', JOBS, 'XX', m.next, m.id} or {'ZREM', JOBS, m.id}}
  for n, step in ipairs(steps) do
    local reply = attempt(unpack(step[1]))
    local err = failed(reply)
    if err then
      for done = n - 1, 1, -1 do
        local added, takes_back = steps[done].added, steps[done][2]
        if added and takes_back then attempt(unpack(takes_back)) end
      end
      for i = 1, #old, 2 do
        if old[i + 1] then attempt('HSET', key, old[i], old[i + 1]) else attempt('HDEL', key, old[i]) end
      end
      if m.ttl then lift_expiry(m.id, key) end
      return err
    end
    step.added = reply ~= 0
  end
  return nil
end

local function read_move(id, status)
  local m = {id = id, key = 'rq:job:' .. id, queue = take(), front = take() == '1'}
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
  m.extra = {}
  for name, value in pairs({timeout = timeout or false, meta = m.meta or false, result_ttl = result_ttl or false}) do
    if value then
      m.extra[#m.extra + 1] = name
      m.extra[#m.extra + 1] = value
    end
  end
  return m
end

local function move(m)
  if redis.call('HSTRLEN', m.key, 'data') == 0 then return 'CHANGED', '' end
  local wrong = wrong_queue(m.queue)
  if wrong then return 'BADKEY', wrong end
  local waits, refused = unfinished(m.dependencies, m.failures_are_fine)
  if refused then return 'STUCK', refused end
  if waits then
    wrong = wrong_type_for_deferral(m)
    if wrong then return 'BADKEY', wrong end
    return outcome('DEFERRED', defer(m))
  end
  local err = push_job(m.id, m.key, m.queue, m.front, stamp, m.ttl, m.persist, unpack(m.extra))
  if err then return 'STUCK', err end
  if m.next then
    again[#again + 1] = m.next
    again[#again + 1] = m.id
  else
    remove[#remove + 1] = m.id
  end
  if m.was_deferred then attempt('ZREM', 'rq:deferred:' .. m.queue, m.id) end
  return 'MOVED', ''
end

local function read_skip(status)
  return {was_cancelled = status == 'canceled', next = take_optional(), meta = take_optional()}
end

-- A cancelled job runs again next time; any other status belongs to an earlier run, which may not have finished. As with a
-- move, an expiry left by an earlier run must not delete the job before the next.
local function skip_run(id, s)
  if not s.next then return outcome('SKIPPED', run_all({{'ZREM', JOBS, id}})) end
  local key = 'rq:job:' .. id
  local commands = {{'PERSIST', key}}
  if s.was_cancelled then commands[2] = {'HSET', key, 'status', 'scheduled'} end
  if s.meta then commands[#commands + 1] = {'HSET', key, 'meta', s.meta} end
  commands[#commands + 1] = {'ZADD', JOBS, 'XX', s.next, id}
  return outcome('SKIPPED', run_all(commands))
end

local function quarantine(id, entry)
  local err = failed(attempt('HSET', REASONS, id, entry))
  if err then return 'STUCK', err end
  err = run_all({{'ZADD', QUARANTINE, seconds(now), id}, {'ZREM', JOBS, id}})
  if err then attempt('HDEL', REASONS, id) end
  return outcome('QUARANTINED', err)
end

-- Evicts the oldest jobs from a quarantine over its limit, so that one bad deployment cannot fill Redis; a bounded number at a
-- time, since the limit may have been lowered.
local function make_room()
  local evicted = {}
  local count = attempt('ZCARD', QUARANTINE)
  if failed(count) or count <= tonumber(ARGV[4]) then return evicted end
  local oldest = attempt('ZRANGE', QUARANTINE, 0, math.min(count - tonumber(ARGV[4]), 1000) - 1)
  if failed(oldest) then return evicted end
  for _, id in ipairs(oldest) do
    local entry = attempt('HGET', REASONS, id)
    if not failed(entry) and not run_all({{'ZREM', QUARANTINE, id}, {'HDEL', REASONS, id}}) then
      evicted[#evicted + 1] = id
      evicted[#evicted + 1] = entry or ''
    end
  end
  return evicted
end

require_writable(JOBS)
local n = 0
local quarantined = false
while at <= #ARGV do
  n = n + 1
  local kind, id, score, status, meta_digest = take(), take(), take(), take(), take()
  local argument = kind == 'M' and read_move(id, status) or kind == 'S' and read_skip(status) or take()
  local why, old = stale(kind, id, score, status, meta_digest)
  if why then
    outcomes[n], details[n] = why, ''
  elseif kind == 'M' then
    argument.old = old
    outcomes[n], details[n] = move(argument)
  elseif kind == 'S' then
    outcomes[n], details[n] = skip_run(id, argument)
  else
    outcomes[n], details[n] = quarantine(id, argument)
    quarantined = true
  end
end

push_all()
settle(remove, again)

local results = {}
local stuck = tonumber(ARGV[3])
for i = 1, n do
  results[2 * i - 1], results[2 * i] = outcomes[i], details[i]
  if outcomes[i] == 'STUCK' then stuck = stuck + 1 end
end
local evicted = quarantined and make_room() or {}
return {'OK', string.format('%d', now), next_due(stuck), busy_micros(), results, evicted}
