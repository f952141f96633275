-- requires: common, push, history
-- Applies decisions about due named schedules: the run's job, its push, the history and the next time, all in one step for each
-- schedule. Java has made the decisions; the script only checks whether they are still valid.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduler_lock   KEYS[3] rq:queues   KEYS[4] rq:scheduling:schedule-names
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''
-- ARGV[3] length of the history   ARGV[4] seconds for which it is kept
-- then the arguments that many schedules share, which are most of them: the number of such kinds, and for each
--   paused, skip, held                         as read
--   'AT' | 'HELD' | 'FINISHED' | 'BROKEN'      what comes next
--   queue, '1' for the front, ttl in seconds or ''    of the job
--   number of history entries, number of strings, field of the job, value, ...
-- then for each schedule:
--   number of its kind, name, score, definition, due, runs     as read
--   next score or '', next due or '' or, if it is broken, the problem
--   '' or the job's id, its data, description, meta
--   each history entry's JSON without the leading {"at": "..."
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK', now in microseconds, next score or '',
--   deviations from the decisions: {number of the schedule, outcome, detail, ...},
--   microseconds for which the script kept Redis busy, 0 if that cannot be measured}
--   ALREADY: applied, but a job with that id existed and was not queued again
--   CHANGED: it changed in between, nothing was done   STUCK: Redis refused, to be tried again in a second
--
-- Three rounds, since a script that fails halfway is not rolled back (see push.lua): first the jobs, then the pushes, which
-- nothing can stop any more, then the schedules. The first round calls nothing that could stop the script: a hash that is in
-- no queue would look like a run that was queued.
local SCHEDULES, NAMES = KEYS[1], KEYS[4]
-- Local, since each schedule uses it about thirty times, and a global is looked up each time.
local ARGV = ARGV
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local busy_micros = stopwatch()
local now = clock(ARGV[2])
local stamp = timestamp(now)
local micros = string.format('%d', now)
local at = 5
local function take()
  at = at + 1
  return ARGV[at - 1]
end

require_writable(SCHEDULES)

local kinds = {}
for i = 1, tonumber(take()) do
  local texts = tonumber(ARGV[at + 8])
  kinds[tostring(i)] = {paused = ARGV[at], skip = ARGV[at + 1], held = ARGV[at + 2], next = ARGV[at + 3], queue = ARGV[at + 4],
    front = ARGV[at + 5] == '1', ttl = ARGV[at + 6] ~= '' and ARGV[at + 6], entries = tonumber(ARGV[at + 7]),
    write = {'HSET', '', 'created_at', stamp, 'enqueued_at', stamp, 'data', '', 'description', '', 'meta', '',
      unpack(ARGV, at + 9, at + 8 + texts)}}
  at = at + 9 + texts
end

-- Positions of the arguments of a schedule, relative to its first. They are used in place: a table for each would take as long
-- as its writes.
local KIND, NAME, SCORE, DEFINITION, DUE, RUNS, NEXT_SCORE, NEXT_DUE = 0, 1, 2, 3, 4, 5, 6, 7
local JOB, DATA, DESCRIPTION, META, ENTRIES = 8, 9, 10, 11, 12
local steps, keys, jobs, job_keys, count = {}, {}, {}, {}, 0
while at <= #ARGV do
  count = count + 1
  steps[count] = at
  keys[count] = 'rq:scheduling:schedule:' .. ARGV[at + NAME]
  if ARGV[at + JOB] ~= '' then
    local key = 'rq:job:' .. ARGV[at + JOB]
    job_keys[count] = key
    jobs[#jobs + 1] = key
  end
  at = at + ENTRIES + kinds[ARGV[at]].entries
end

-- Read once for all schedules where that suffices: the scores of due schedules, and whether any job with one of the ids exists.
local scores = {}
local found = redis.call('ZRANGEBYSCORE', SCHEDULES, '-inf', seconds(now), 'WITHSCORES', 'LIMIT', 0, count)
for i = 1, #found, 2 do scores[found[i]] = found[i + 1] end
local none_there = #jobs == 0 or attempt('EXISTS', unpack(jobs)) == 0

local function holds(s, kind, key)
  local score = scores[ARGV[s + NAME]] or attempt('ZSCORE', SCHEDULES, ARGV[s + NAME])
  if score ~= ARGV[s + SCORE] then return false end
  local f = attempt('HMGET', key, 'definition', 'due', 'runs', 'paused', 'skip', 'held')
  if f.err then return kind.next == 'BROKEN' end
  if kind.next == 'BROKEN' and ARGV[s + DEFINITION] == '' then return true end
  return (f[1] or '') == ARGV[s + DEFINITION] and (f[2] or '') == ARGV[s + DUE] and (f[3] or '') == ARGV[s + RUNS]
    and (f[4] or '') == kind.paused and (f[5] or '') == kind.skip and (f[6] or '') == kind.held
end

-- Returns the error if Redis refused, or nil and whether a job with that id already exists.
local function push(s, kind, key)
  if not none_there then
    local there = attempt('EXISTS', key)
    if failed(there) then return there.err end
    if there == 1 then return nil, true end
  end
  local write = kind.write
  write[2], write[8], write[10], write[12] = key, ARGV[s + DATA], ARGV[s + DESCRIPTION], ARGV[s + META]
  return push_new_job(ARGV[s + JOB], key, kind.queue, kind.front, kind.ttl, write)
end

local at_now = '{"at": "' .. stamp .. '", '
local MOST, TTL = tonumber(ARGV[3]), ARGV[4]

local function note_entries(s, kind)
  if kind.entries == 1 then
    note_history(ARGV[s + NAME], MOST, TTL, at_now .. ARGV[s + ENTRIES])
  elseif kind.entries > 1 then
    local texts = {}
    for i = 1, kind.entries do texts[i] = at_now .. ARGV[s + ENTRIES + i - 1] end
    note_history(ARGV[s + NAME], MOST, TTL, unpack(texts))
  end
end

-- The final writes for all schedules, and what prevented one of them: that one then stays due as before, and its job, if it has
-- one, is found when the schedule is read again.
local moved, gone, refused = {}, {}, nil

local function move(name, score)
  moved[#moved + 1] = score
  moved[#moved + 1] = name
end

local function stuck(s, kind, key, why)
  local again = score_text(now + 1000000)
  -- Required: a later score alone would look like a change by another client, and the due time would be abandoned.
  local err = failed(attempt('HSET', key, 'held', again))
  if err then
    refused = refused or err
    return
  end
  if kind.held == '' then
    local due = timestamp(tonumber(ARGV[s + DUE]))
    note_history(ARGV[s + NAME], MOST, TTL,
      at_now .. '"due": "' .. due .. '", "outcome": "failed", "reason": ' .. cjson.encode(why) .. '}')
  end
  move(ARGV[s + NAME], again)
end

local function one_more(runs) return runs == '' and '1' or string.format('%d', (tonumber(runs) or 0) + 1) end

local function write_state(s, kind, key)
  local next, due, job = kind.next, ARGV[s + DUE], ARGV[s + JOB]
  if next == 'AT' and job ~= '' and kind.held == '' and kind.skip == '' then
    -- The usual case.
    return failed(attempt('HSET', key, 'due', ARGV[s + NEXT_DUE], 'runs', one_more(ARGV[s + RUNS]), 'last_due', due,
      'last_job', job, 'last_at', micros))
  end
  local f = {'due', next ~= 'BROKEN' and ARGV[s + NEXT_DUE] or ''}
  local n = 2
  local function set(name, value)
    f[n + 1], f[n + 2] = name, value
    n = n + 2
  end
  if next == 'HELD' then set('held', ARGV[s + NEXT_SCORE]) elseif kind.held ~= '' then set('held', '') end
  if job ~= '' then
    set('runs', one_more(ARGV[s + RUNS]))
    set('last_due', due)
    set('last_job', job)
    set('last_at', micros)
  end
  if next ~= 'HELD' and kind.skip ~= '' and kind.skip == due then set('skip', '') end
  if next == 'BROKEN' then
    set('state', 'broken')
    set('problem', ARGV[s + NEXT_DUE])
    -- So that lists show it, regardless of the client that wrote it.
    attempt('ZADD', NAMES, 0, ARGV[s + NAME])
  elseif next == 'FINISHED' then
    set('state', 'finished')
  elseif due == '' then
    -- Written by a client that left the rest to the scheduler.
    set('state', 'active')
    set('problem', '')
    attempt('ZADD', NAMES, 0, ARGV[s + NAME])
  end
  return failed(attempt('HSET', key, unpack(f)))
end

local function settle(s, kind, key)
  if kind.next ~= 'BROKEN' then
    local err = write_state(s, kind, key)
    if err then
      refused = refused or err
      return
    end
  elseif attempt('EXISTS', key) == 1 then
    write_state(s, kind, key)
  end
  note_entries(s, kind)
  if kind.next == 'AT' or kind.next == 'HELD' then
    move(ARGV[s + NAME], ARGV[s + NEXT_SCORE])
  else
    gone[#gone + 1] = ARGV[s + NAME]
  end
end

-- By number of the schedule; no entry if the decision was applied.
local outcomes, reasons = {}, {}
for i, s in ipairs(steps) do
  local kind = kinds[ARGV[s]]
  if not holds(s, kind, keys[i]) then
    outcomes[i] = 'CHANGED'
  elseif ARGV[s + JOB] ~= '' then
    local err, already = push(s, kind, job_keys[i])
    if err then
      outcomes[i], reasons[i] = 'STUCK', err
    elseif already then
      outcomes[i] = 'ALREADY'
    end
  end
end

push_all()

local results = {}
for i, s in ipairs(steps) do
  local outcome, kind, key = outcomes[i], kinds[ARGV[s]], keys[i]
  if outcome == 'STUCK' then stuck(s, kind, key, reasons[i]) elseif outcome ~= 'CHANGED' then settle(s, kind, key) end
  if outcome then
    local n = #results
    results[n + 1], results[n + 2], results[n + 3] = i, outcome, reasons[i] or ''
  end
end
if #moved > 0 then redis.call('ZADD', SCHEDULES, 'XX', unpack(moved)) end
if #gone > 0 then redis.call('ZREM', SCHEDULES, unpack(gone)) end
if refused then return redis.error_reply(refused) end
local next_score = redis.call('ZRANGEBYSCORE', SCHEDULES, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
return {'OK', micros, next_score or '', results, busy_micros()}
