-- Applies what was decided about schedules whose time has come: the run's job, its place in the queue, the history and the
-- next time, all in one step for each schedule. What is to be done was decided in Java; nothing is decided here but whether
-- the decision still holds.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduler_lock   KEYS[3] rq:queues   KEYS[4] rq:scheduling:schedule-names
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''
-- ARGV[3] entries that a history keeps   ARGV[4] seconds for which it is kept
-- then for each schedule:
--   name, score, definition, due, runs, paused, skip, held     as they were read
--   'AT', next score, next due | 'HELD', score, due | 'FINISHED', '', '' | 'BROKEN', '', problem
--   number of history entries, each one's JSON without its beginning {"at": "..."
--   '' or the job's id, queue, '1' for the front, ttl in seconds or '', number of texts, name, value, ...
-- Returns {'FENCED', holder} if the lock is another's, else {'OK', now in microseconds, next score or '', {outcome, detail, ...}}
--   DONE: as decided   ALREADY: as decided, but there was a job of that id, which was not queued again
--   CHANGED: somebody changed it meanwhile, nothing was done   STUCK: Redis refused, it is looked at again in a second
local SCHEDULES, QUEUES, NAMES = KEYS[1], KEYS[3], KEYS[4]
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local now = clock(ARGV[2])
local stamp = timestamp(now)
local at = 5
local function take()
  at = at + 1
  return ARGV[at - 1]
end

-- What Redis refuses for all (no memory, read-only, no permission) is refused here, before anything is written.
redis.call('ZADD', SCHEDULES, 'XX', 0, '\0 no schedule has this name')
redis.call('ZREM', SCHEDULES, '\0 no schedule has this name')

local function read_step()
  local s = {name = take(), score = take(), as_read = {}}
  for i = 1, 6 do s.as_read[i] = take() end
  s.kind, s.next_score, s.next_due = take(), take(), take()
  s.entries = {}
  for i = 1, tonumber(take()) do s.entries[i] = take() end
  s.job = take()
  if s.job ~= '' then
    s.queue, s.front, s.ttl = take(), take() == '1', take()
    local texts = tonumber(take())
    s.fields = {unpack(ARGV, at, at + texts - 1)}
    at = at + texts
  end
  s.key = 'rq:scheduling:schedule:' .. s.name
  return s
end

local function holds(s)
  if redis.call('ZSCORE', SCHEDULES, s.name) ~= s.score then return false end
  local found = redis.pcall('HMGET', s.key, 'definition', 'due', 'runs', 'paused', 'skip', 'held')
  if failed(found) then return s.kind == 'BROKEN' end
  for i = 1, 6 do
    if (found[i] or '') ~= s.as_read[i] and not (s.kind == 'BROKEN' and s.as_read[1] == '') then return false end
  end
  return true
end

local registered = {}
local function push(s)
  local key = 'rq:job:' .. s.job
  local there = redis.pcall('EXISTS', key)
  if failed(there) then return there.err end
  if there == 1 then return nil, true end
  local f = s.fields
  local n = #f
  f[n + 1], f[n + 2], f[n + 3], f[n + 4] = 'created_at', stamp, 'enqueued_at', stamp
  local queue = 'rq:queue:' .. s.queue
  local err = failed(redis.pcall('HSET', key, unpack(f)))
  if not err and s.ttl ~= '' then err = failed(redis.pcall('EXPIRE', key, s.ttl)) end
  if not err and not registered[queue] then
    err = failed(redis.pcall('SADD', QUEUES, queue))
    registered[queue] = not err
  end
  err = err or failed(redis.pcall(s.front and 'LPUSH' or 'RPUSH', queue, s.job))
  -- A hash without a place in a queue would pass for a run that was queued.
  if err then redis.pcall('DEL', key) end
  return err
end

local function note(s, entries)
  if #entries == 0 then return end
  local key = 'rq:scheduling:history:' .. s.name
  local texts = {}
  for i, entry in ipairs(entries) do texts[i] = '{"at": "' .. stamp .. '", ' .. entry end
  -- A history that cannot be written must not keep a job from its queue.
  local length = redis.pcall('LPUSH', key, unpack(texts))
  if failed(length) then return end
  if length > tonumber(ARGV[3]) then redis.pcall('LTRIM', key, 0, ARGV[3] - 1) end
  redis.pcall('EXPIRE', key, ARGV[4])
end

local function stuck(s, err)
  local again = score_text(now + 1000000)
  -- Not without this: a later score alone would pass for somebody's change, and the due time would be given up.
  redis.call('HSET', s.key, 'held', again)
  if s.as_read[6] == '' then
    note(s, {'"due": "' .. timestamp(tonumber(s.as_read[2])) .. '", "outcome": "failed", "reason": ' .. cjson.encode(err) .. '}'})
  end
  redis.call('ZADD', SCHEDULES, 'XX', again, s.name)
end

local function settle(s, ran)
  local state = {'due', s.kind == 'AT' and s.next_due or s.kind == 'HELD' and s.next_due or '', 'held',
    s.kind == 'HELD' and s.next_score or ''}
  local function set(name, value)
    state[#state + 1] = name
    state[#state + 1] = value
  end
  if ran then
    set('runs', string.format('%d', (tonumber(s.as_read[3]) or 0) + 1))
    set('last_due', s.as_read[2])
    set('last_job', s.job)
    set('last_at', string.format('%d', now))
  end
  if s.as_read[5] ~= '' and s.kind ~= 'HELD' and s.as_read[5] == s.as_read[2] then set('skip', '') end
  if s.kind == 'BROKEN' then
    if redis.call('EXISTS', s.key) == 1 then
      state[2] = ''
      redis.pcall('HSET', s.key, 'state', 'broken', 'problem', s.next_due, unpack(state))
      redis.call('ZADD', NAMES, 0, s.name)
    end
  elseif s.kind == 'FINISHED' then
    redis.call('HSET', s.key, 'state', 'finished', unpack(state))
  elseif s.as_read[2] == '' then
    -- Written by somebody who left the rest to the scheduler.
    redis.call('HSET', s.key, 'state', 'active', 'problem', '', unpack(state))
    redis.call('ZADD', NAMES, 0, s.name)
  else
    redis.call('HSET', s.key, unpack(state))
  end
  if s.kind == 'AT' or s.kind == 'HELD' then
    redis.call('ZADD', SCHEDULES, 'XX', s.next_score, s.name)
  else
    redis.call('ZREM', SCHEDULES, s.name)
  end
end

local function apply(s)
  if not holds(s) then return 'CHANGED', '' end
  local err, already
  if s.job ~= '' then
    err, already = push(s)
    if err then
      stuck(s, err)
      return 'STUCK', err
    end
  end
  note(s, s.entries)
  settle(s, s.job ~= '')
  return already and 'ALREADY' or 'DONE', ''
end

local results = {}
while at <= #ARGV do
  local outcome, detail = apply(read_step())
  results[#results + 1] = outcome
  results[#results + 1] = detail
end
local next_score = redis.call('ZRANGEBYSCORE', SCHEDULES, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
return {'OK', string.format('%d', now), next_score or '', results}
