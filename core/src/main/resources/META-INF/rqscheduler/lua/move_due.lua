-- requires: job_set, job_fields, push
-- Moves due jobs to their queues, oldest first, one bounded page. A job whose fields have the form that RQ writes is moved
-- directly: a plain one-off job (no meta), or one for whose meta the caller has sent a rule. Metas without a rule are returned,
-- and their jobs are left for the next call, which has the rules. Other jobs are returned for a decision.
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] page size
-- ARGV[4] how many due jobs at the head to skip   ARGV[5] grace for an id without a hash, seconds
-- then rules: meta, kind, first argument, second argument, meta after the move or '', result_ttl where it is -1 or ''
--   ONCE:  no next run
--   EVERY: interval in seconds
--   AT:    valid from, in microseconds; next score; valid until that
--   ASK:   this script does not decide
-- Returns {'FENCED', holder} if another client holds the lock, else {'OK', now in microseconds, next due score or '',
--   busy microseconds, number of jobs examined and not left, moved (below),
--   undecided {job as described, ...}, noted {id, score, 'MISSING' | 'DROPPED' | 'STUCK', detail, ...},
--   metas {meta, ...}, score of the first named schedule or ''}
-- moved: {{id, score, id, score, ... of the page}, {count, queue or '', count, queue or '', ...},
--   {next score, id, next score, id, ... of those that run again}}. The second list has the outcomes of the jobs of the
--   first, in its order, with one entry for each series of equal outcomes; '' means not moved. It may end before the first list
--   does. The third list is in the order of the first, too.
local holder = redis.call('GET', LOCK)
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local now = clock(ARGV[2])
local stamp = timestamp(now)
local skip = tonumber(ARGV[4])
local grace = tonumber(ARGV[5])
local due = redis.call('ZRANGEBYSCORE', JOBS, 0, seconds(now), 'WITHSCORES', 'LIMIT', skip, ARGV[3])
local undecided, noted, metas = {}, {}, {}
local stuck = 0

-- A page ends early if its undecided jobs have so much meta that the reply would be too large for both sides.
local MAX_PAGE_BYTES = 2097152
local page_bytes, examined_jobs = 0, 0

-- Longer metas get no rule; one page requests at most this many bytes of them.
local MAX_RULE_META = 4096
local MAX_RULES_BYTES = 262144

-- Memoizes a check: `check[value]` is its result. Most values of a page are the same.
local function once(check)
  return setmetatable({}, {__index = function(known, value)
    local answer = check(value)
    known[value] = answer
    return answer
  end})
end

local unset = {[''] = true, [false] = true}
local flag = {[false] = true, ['0'] = true, ['1'] = true}
local whole = once(function(value)
  return unset[value] or (#value <= 9 and string.find(value, '^%-?%d+$') ~= nil)
end)
local ttl = once(function(value)
  return unset[value] or string.find(value, '^[1-9]%d?%d?%d?%d?%d?%d?%d?%d?$') ~= nil
end)

local DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
local day = once(function(text)
  local year, month, number = string.match(text, '^(%d%d%d%d)%-(%d%d)%-(%d%d)$')
  return year ~= nil and year ~= '0000' and number ~= '00' and tonumber(number) <= (DAYS[tonumber(month)] or 0)
end)
-- From the year to the hour: a page has few distinct ones.
local hour = once(function(text)
  return day[string.sub(text, 1, 10)] and string.find(text, '^T%d%d$', 11) ~= nil and string.sub(text, 11) <= 'T23'
end)
local sub, find = string.sub, string.find

-- A loadable id in its usual form. Takes 0.27 microseconds, PLAIN 0.33; no two adjacent parts of the pattern can match the same
-- character, so an id of another form does not take longer.
local UUID = '^%w+%-%w+%-%w+%-%w+%-%w+$'

-- RQ's usual form of a time, on a day that exists in every year.
local function usual_time(text)
  return #text == 27 and hour[sub(text, 1, 13)] and find(text, '^:[0-5]%d:[0-5]%d%.%d+Z$', 14)
end

-- Everything that RQ parses when a worker loads the job and rq-scheduler writes, in its usual form; any other form is left
-- to the decision in Java, which has a message for it.
local function usual(f)
  return unset[f[DEPENDENCY_IDS]] and unset[f[DEPENDENCY_ID]]
    and f[STATUS] ~= 'canceled' and f[STATUS] ~= 'deferred'
    and not unset[f[ORIGIN]] and #f[ORIGIN] <= 1000
    and (unset[f[CREATED_AT]] or usual_time(f[CREATED_AT]))
    and whole[f[TIMEOUT]] and whole[f[RESULT_TTL]] and whole[f[FAILURE_TTL]]
    and ttl[f[TTL]]
    and flag[f[ENQUEUE_AT_FRONT]] and flag[f[ALLOW_DEPENDENCY_FAILURES]]
end

local queue_problem = once(function(queue) return wrong_queue(queue) or false end)

-- Rules by meta, each parsed when the first job needs it.
local rules = {}
for at = 6, #ARGV, 6 do rules[ARGV[at]] = at end

-- A whole number of microseconds is exact in a double up to the year 2255.
local LATEST = 9007199254740992

local function read_rule(at)
  local kind = ARGV[at + 1]
  local rule = {last_result_ttl = ARGV[at + 5], meta = ARGV[at + 4]}
  if kind == 'ONCE' then
    rule.next_run = ''
  elseif kind == 'EVERY' then
    rule.interval = tonumber(ARGV[at + 2]) * 1000000
  elseif kind == 'AT' then
    -- A cron expression's next match after now is the same for all jobs, as long as it is after now.
    local from, next_run = tonumber(ARGV[at + 2]), ARGV[at + 3]
    if now < from or now >= tonumber(next_run) * 1000000 then return nil end
    rule.next_run = next_run
  end
  return rule
end

local function rule_for(meta)
  local rule = rules[meta]
  if type(rule) == 'number' then
    rule = read_rule(rule)
    rules[meta] = rule
  end
  return rule
end

-- The next run of the due job: a score, '' for none, or nil if the rule does not cover it.
local function next_by(rule, score)
  if not rule.interval then return rule.next_run end
  local due_at = math.floor(tonumber(score) * 1000000 + 0.5)
  local next_run = due_at + (math.floor((now - due_at) / rule.interval) + 1) * rule.interval
  return next_run < LATEST and score_text(next_run) or nil
end

-- What to do with a job: 'ask' for a decision, with the problem if one was found; 'learn' its rule first; or 'move' it, with its next run
-- and its rule if it has a meta.
local function judge(f, score)
  if not usual(f) then return 'ask' end
  local problem = queue_problem[f[ORIGIN]]
  if problem then return 'ask', problem end
  local meta = f[META]
  if unset[meta] then return 'move', '' end
  if #meta > MAX_RULE_META then return 'ask' end
  local rule = rule_for(meta)
  if not rule then return 'learn' end
  local next_run = next_by(rule, score)
  if not next_run then return 'ask' end
  return 'move', next_run, rule
end

local missing = redis.call('HLEN', MISSING) > 0
if #due > 0 then require_writable(JOBS) end

-- An id without a hash is read again after a grace period. Until then it is scheduled for the end of that period, and MISSING
-- has its real due time and that end, which distinguishes it from a job that has been rescheduled since.
-- Returns that due time or nil, and the error if Redis refused: it must not fail the script, since jobs before this one may
-- already have been pushed.
local function waiting_for_hash(id, score)
  if not missing then return nil end
  local entry = attempt('HGET', MISSING, id)
  if failed(entry) then return nil, entry.err end
  local first, again = string.match(entry or '', '^(%S+) (%S+)$')
  return again and tonumber(again) == tonumber(score) and first or nil
end

-- The missing part, for messages: '' if it is the whole hash.
local function lacking(id)
  return attempt('EXISTS', 'rq:job:' .. id) == 1 and 'data' or ''
end

local function without_hash(id, score)
  local first, refused = waiting_for_hash(id, score)
  if refused then return {id, score, 'STUCK', refused} end
  if first then
    local err = run_all({{'ZREM', JOBS, id}, {'HDEL', MISSING, id}})
    return {id, first, err and 'STUCK' or 'DROPPED', err or lacking(id)}
  end
  local again = seconds(now + grace * 1000000)
  local err = run_all({
    {'HSET', MISSING, id, score .. ' ' .. again},
    {'EXPIRE', MISSING, 86400},
    {'ZADD', JOBS, 'XX', again, id},
  })
  return {id, score, err and 'STUCK' or 'MISSING', err or lacking(id)}
end

-- The hash was written in time: the job keeps its due time, so that an interval keeps its phase. Returns that time, or nil and
-- the error.
local function due_again(id, score)
  local first, err = waiting_for_hash(id, score)
  err = err or first and run_all({{'ZADD', JOBS, 'XX', first, id}, {'HDEL', MISSING, id}})
  if err then return nil, err end
  return first or score
end

local function note(entry)
  if entry[3] == 'STUCK' then stuck = stuck + 1 end
  for _, value in ipairs(entry) do noted[#noted + 1] = value end
end

-- By queue: WAITING if a job of this page waits for its decision. Later jobs of that queue wait, too, so that a queue gets its
-- jobs by due time. After a job that was left, they are left: LEAVING.
local WAITING, LEAVING = 1, 2
local blocked = {}

-- By queue and meta: the fields of a job that has moved (see remember).
local precedents = {}

local function block(queue, how)
  blocked[queue] = how
  precedents[queue] = nil
end

local function undecided_job(id, score, fields, problem)
  local reply, bytes = described(id, score, fields, problem)
  undecided[#undecided + 1] = reply
  page_bytes = page_bytes + bytes
  local queue = fields and fields[ORIGIN]
  if queue then block(queue, blocked[queue] or WAITING) end
end

local asked, asked_bytes = {}, 0

local function learn(meta)
  if asked[meta] or asked_bytes > MAX_RULES_BYTES then return end
  asked[meta] = true
  asked_bytes = asked_bytes + #meta
  metas[#metas + 1] = meta
end

-- Outcomes of the jobs: {count, queue or '', ...} as returned. The current series of equal outcomes is still being counted.
local fates, count, fate = {}, 0, nil
local moves, again = 0, {}

local function end_run()
  if count == 0 then return end
  local n = #fates
  fates[n + 1], fates[n + 2] = count, fate
end

local function begin_run(queue)
  end_run()
  fate, count = queue, 1
end

-- Fields written in addition to those of every move, or nil: those of the rule, and the timeout that RQ's queue would set.
local function extras(f, rule)
  local values = {}
  if rule and rule.meta ~= '' then values = {'meta', rule.meta} end
  if unset[f[TIMEOUT]] then
    values[#values + 1] = 'timeout'
    values[#values + 1] = '180'
  end
  if rule and rule.last_result_ttl ~= '' and f[RESULT_TTL] == '-1' then
    values[#values + 1] = 'result_ttl'
    values[#values + 1] = rule.last_result_ttl
  end
  return values[1] and values or nil
end

-- Most jobs of a page have the same fields as an earlier one, except for created_at: the results of its checks apply to them,
-- and they move as it did. Remembers usual moves only: to the back of the queue, without a ttl.
local function remember(f, rule, next_run, persists, values)
  local queue = f[ORIGIN]
  local lane = open_back(queue)
  if not lane then return end
  local by_meta = precedents[queue]
  if not by_meta then
    by_meta = {}
    precedents[queue] = by_meta
  end
  f.lane, f.values, f.persists, f.rule = lane, values, persists, rule
  f.next_run = not (rule and rule.interval) and next_run or nil
  by_meta[f[META]] = f
end

-- Returns whether the job has moved.
local function move(id, key, score, f, rule, next_run)
  local periodic = next_run ~= ''
  local front = f[ENQUEUE_AT_FRONT] == '1'
  local expires = not periodic and not unset[f[TTL]] and f[TTL]
  local persists = periodic or not unset[f[ENDED_AT]]
  local values = extras(f, rule)
  local err = push_job(id, key, f[ORIGIN], front, stamp, expires, persists, unpack(values or {}))
  if err then
    note({id, score, 'STUCK', err})
    return false
  end
  if periodic then
    local n = #again
    again[n + 1], again[n + 2] = next_run, id
  end
  if not front and not expires then remember(f, rule, next_run, persists, values) end
  return true
end

-- Handles the job whose id is at `at` in `due`, in the general case. Returns whether it has moved.
local function examine_job(id, key, at, f)
  local score = due[at + 1]
  local problem, refused
  f, problem, refused = examined(key, f)
  if refused then return note({id, score, 'STUCK', refused}) end
  if not f and not problem then return note(without_hash(id, score)) end
  if missing then
    local first, err = due_again(id, score)
    if err then return note({id, score, 'STUCK', err}) end
    score = first
    due[at + 1] = first
  end
  if not f or match(id, PLAIN) <= #id and unloadable(id, f[ORIGIN] or '') then
    return undecided_job(id, score, f, problem)
  end
  local queue = f[ORIGIN]
  local verdict, detail, rule = judge(f, score)
  if verdict == 'learn' then learn(f[META]) end
  if verdict == 'learn' or blocked[queue] == LEAVING then
    block(queue, LEAVING)
    examined_jobs = examined_jobs - 1
  elseif verdict == 'ask' then
    undecided_job(id, score, f, detail)
  elseif blocked[queue] then
    undecided_job(id, score, f)
  else
    return move(id, key, score, f, rule, detail)
  end
end

-- Replies of HSET and PERSIST unless Redis refuses; a table look-up is cheaper than calling type().
local NUMBER = {[0] = true, true, true, true, true, true}

-- Inlined, since nearly every job takes this path: going through examine_job, judge, move and push_job takes 1.4 microseconds more
-- of 8.2. Each condition here corresponds to one there; a job that fails one goes there.
local call = redis.call
for at = 1, #due, 2 do
  if page_bytes > MAX_PAGE_BYTES or looks > MOST_LOOKS then break end
  examined_jobs = examined_jobs + 1
  local id = due[at]
  local key = 'rq:job:' .. id
  local f = attempt('HMGET', key, unpack(FIELDS))
  local queue = f[ORIGIN]
  local like = precedents[queue]
  like = like and like[f[META]]
  local next_run = like and (like.next_run or next_by(like.rule, due[at + 1]))
  if next_run and not missing
    and f[STATUS] == like[STATUS] and f[TIMEOUT] == like[TIMEOUT] and f[TTL] == like[TTL]
    and f[RESULT_TTL] == like[RESULT_TTL] and f[FAILURE_TTL] == like[FAILURE_TTL] and f[ENQUEUE_AT_FRONT] == like[ENQUEUE_AT_FRONT]
    and f[DEPENDENCY_IDS] == like[DEPENDENCY_IDS] and f[DEPENDENCY_ID] == like[DEPENDENCY_ID]
    and f[ALLOW_DEPENDENCY_FAILURES] == like[ALLOW_DEPENDENCY_FAILURES] and f[ENDED_AT] == like[ENDED_AT]
    and (unset[f[CREATED_AT]] or usual_time(f[CREATED_AT]))
    and (#id == 36 and find(id, UUID) or match(id, PLAIN) > #id)
    and call('HSTRLEN', key, 'data') > 0 then
    local reply = not like.persists and 0 or attempt('PERSIST', key)
    if NUMBER[reply] then
      local values = like.values
      if values then
        reply = attempt('HSET', key, 'status', 'queued', 'enqueued_at', stamp, unpack(values))
      else
        reply = attempt('HSET', key, 'status', 'queued', 'enqueued_at', stamp)
      end
    end
    if NUMBER[reply] then
      local lane = like.lane
      lane[#lane + 1] = id
      moves = moves + 1
      if next_run ~= '' then
        local n = #again
        again[n + 1], again[n + 2] = next_run, id
      end
    else
      note({id, due[at + 1], 'STUCK', failed(reply)})
      queue = ''
    end
  else
    if examine_job(id, key, at, f) then moves = moves + 1 else queue = '' end
  end
  if queue == fate then count = count + 1 else begin_run(queue) end
end
end_run()

push_all()
-- A page that moves as a whole is removed with one command (0.3 microseconds a job less); otherwise the ranks may have changed.
local function leave_as_one()
  if moves == 0 or moves ~= #due / 2 or #again > 0 or missing then return false end
  local rank = attempt('ZRANK', JOBS, due[1])
  return type(rank) == 'number' and not failed(attempt('ZREMRANGEBYRANK', JOBS, rank, rank + moves - 1))
end

-- Ids of jobs that have moved and do not run again.
local function moved_for_good()
  local ids, at, n = {}, 1, 2
  if moves == #again / 2 then return ids end
  for i = 1, #fates, 2 do
    local behind = at + 2 * fates[i]
    if fates[i + 1] ~= '' then
      for place = at, behind - 2, 2 do
        if due[place] == again[n] then n = n + 2 else ids[#ids + 1] = due[place] end
      end
    end
    at = behind
  end
  return ids
end

if not leave_as_one() then settle(moved_for_good(), again) end

return {'OK', string.format('%d', now), next_due(skip + stuck), busy_micros(), examined_jobs, {due, fates, again}, undecided, noted, metas,
  next_schedule()}
