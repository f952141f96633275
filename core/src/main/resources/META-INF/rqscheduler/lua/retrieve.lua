-- The due part of the schedule, oldest first, one bounded page. A job whose fields have the form that RQ writes is moved here
-- and now: a plain one-off job (no meta), and one whose meta the caller has sent a rule for. Metas without a rule are returned,
-- and their jobs left for the next call, which brings the rules. Other jobs are returned for a decision.
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] page size
-- ARGV[4] how many due jobs at the head to pass over   ARGV[5] grace for an id without a hash, seconds
-- then rules: meta, kind, first argument, second argument, meta after the move or '', result_ttl where it is -1 or ''
--   ONCE:  no next run
--   EVERY: interval in seconds
--   AT:    from when on in microseconds, next score; holds until that
--   ASK:   not for this script to decide
-- Returns {'FENCED', holder} if the lock is another's, else {'OK', now in microseconds, next due score or '',
--   busy microseconds, how many jobs were looked at and not left, moved {{queue, 2, id, score, ...} or
--   {queue, 3, id, score, next score, ...}, ...},
--   undecided {job as described, ...}, noted {id, score, 'MISSING' | 'DROPPED' | 'STUCK', detail, ...},
--   metas {meta, ...}, score of the first named schedule or ''}
local holder = redis.call('GET', LOCK)
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local now = clock(ARGV[2])
enqueued_at = timestamp(now)
local skip = tonumber(ARGV[4])
local grace = tonumber(ARGV[5])
local due = redis.call('ZRANGEBYSCORE', SCHEDULE, 0, seconds(now), 'WITHSCORES', 'LIMIT', skip, ARGV[3])
local undecided, noted, metas = {}, {}, {}
local stuck = 0

-- A page ends early where its undecided jobs have so much meta that the reply would be a burden to both sides.
local MAX_PAGE_BYTES = 2097152
local page_bytes, looked = 0, 0

-- Longer metas are not worth a rule; and one page asks for no more than so many bytes of them.
local MAX_RULE_META = 4096
local MAX_RULES_BYTES = 262144

-- Each check below is asked once for a value: `check[value]` is its answer, and most values of a page are the same.
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
-- From the year to the hour: a page has few different ones.
local hour = once(function(text)
  return day[string.sub(text, 1, 10)] and string.find(text, '^T%d%d$', 11) ~= nil and string.sub(text, 11) <= 'T23'
end)
local sub, find = string.sub, string.find

-- RQ's usual form of a time, on a day that there is in every year.
local function usual_time(text)
  return #text == 27 and hour[sub(text, 1, 13)] and find(text, '^:[0-5]%d:[0-5]%d%.%d%d%d%d%d%dZ$', 14)
end

-- Everything that RQ parses when a worker loads the job and rq-scheduler writes, in its usual form; any other form is for
-- the decision in Java, which knows what to say about it.
local function usual(f)
  return unset[f[9]] and unset[f[10]]
    and f[1] ~= 'canceled' and f[1] ~= 'deferred'
    and not unset[f[2]] and #f[2] <= 1000
    and (unset[f[3]] or usual_time(f[3]))
    and whole[f[4]] and whole[f[6]] and whole[f[7]]
    and ttl[f[5]]
    and flag[f[8]] and flag[f[11]]
end

local queue_problem = once(function(queue) return wrong_type('rq:queue:' .. queue, 'list') end)

-- Rules by meta, each read from its arguments when the first job needs it.
local rules = {}
for at = 6, #ARGV, 6 do rules[ARGV[at]] = at end

-- A whole number of microseconds is exact in a double up to the year 2255.
local LATEST = 9007199254740992

local function read_rule(at)
  local kind, meta = ARGV[at + 1], ARGV[at + 4]
  local rule = {kind = kind, last_result_ttl = ARGV[at + 5], extras = meta ~= '' and {'meta', meta} or {}}
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

-- The next run of the due job: a score, '' for none, or nil where the rule does not tell.
local function next_by(rule, score)
  if not rule.interval then return rule.next_run end
  local due_at = math.floor(tonumber(score) * 1000000 + 0.5)
  local next_run = due_at + (math.floor((now - due_at) / rule.interval) + 1) * rule.interval
  return next_run < LATEST and score_text(next_run) or nil
end

-- What to do with a job: 'ask' for a decision, with a problem or ''; 'learn' its rule first; or 'move' it, with its next run
-- and its rule if it has a meta.
local function judge(f, score)
  if not usual(f) then return 'ask', '' end
  local problem = queue_problem[f[2]]
  if problem ~= '' then return 'ask', problem end
  local meta = f[13]
  if unset[meta] then return 'move', '' end
  if #meta > MAX_RULE_META then return 'ask', '' end
  local rule = rule_for(meta)
  if not rule then return 'learn' end
  local next_run = next_by(rule, score)
  if not next_run then return 'ask', '' end
  return 'move', next_run, rule
end

local missing = redis.call('HLEN', MISSING) > 0
if #due > 0 then require_schedule() end

-- An id without a hash is looked at again after a grace period. Until then it is scheduled for the end of that period, and
-- MISSING has its real due time and that end, by which a second look is told from a job that has been rescheduled since.
-- Returns that due time or nil, and the error where Redis refused to tell: that must not fail the script, as jobs before this
-- one may have been pushed already.
local function waiting_for_hash(id, score)
  if not missing then return nil end
  local entry = redis.pcall('HGET', MISSING, id)
  if failed(entry) then return nil, entry.err end
  local first, again = string.match(entry or '', '^(%S+) (%S+)$')
  return again and tonumber(again) == tonumber(score) and first or nil
end

-- What lacks, for a person: '' if it is the whole hash.
local function lacking(id)
  return redis.pcall('EXISTS', 'rq:job:' .. id) == 1 and 'data' or ''
end

local function without_hash(id, score)
  local first, refused = waiting_for_hash(id, score)
  if refused then return {id, score, 'STUCK', refused} end
  if first then
    local err = run_all({{'ZREM', SCHEDULE, id}, {'HDEL', MISSING, id}})
    return {id, first, err and 'STUCK' or 'DROPPED', err or lacking(id)}
  end
  local again = seconds(now + grace * 1000000)
  local err = run_all({
    {'HSET', MISSING, id, score .. ' ' .. again},
    {'EXPIRE', MISSING, 86400},
    {'ZADD', SCHEDULE, 'XX', again, id},
  })
  return {id, score, err and 'STUCK' or 'MISSING', err or lacking(id)}
end

-- The hash came in time: the job is due when it was, so that an interval keeps its phase. Returns that time, or nil and the
-- error.
local function due_again(id, score)
  local first, err = waiting_for_hash(id, score)
  err = err or first and run_all({{'ZADD', SCHEDULE, 'XX', first, id}, {'HDEL', MISSING, id}})
  if err then return nil, err end
  return first or score
end

local function note(entry)
  if entry[3] == 'STUCK' then stuck = stuck + 1 end
  for _, value in ipairs(entry) do noted[#noted + 1] = value end
end

-- Queues for which a job of this page waits for its decision: the jobs behind it wait, too, so that a queue gets its jobs in
-- the order in which they are due. Behind a job that was left they are left.
local waiting, leaving = {}, {}

local function undecided_job(id, score, fields, problem)
  local reply, bytes = described(id, score, fields, problem)
  undecided[#undecided + 1] = reply
  page_bytes = page_bytes + bytes
  if fields and fields[2] then waiting[fields[2]] = true end
end

local asked, asked_bytes = {}, 0

local function learn(meta)
  if asked[meta] or asked_bytes > MAX_RULES_BYTES then return end
  asked[meta] = true
  asked_bytes = asked_bytes + #meta
  metas[#metas + 1] = meta
end

local moved, moved_once, moved_again, moves = {}, {}, {}, 0
local again = {}

local function list_for(lists, queue, width)
  local list = {queue, width}
  lists[queue] = list
  moved[#moved + 1] = list
  return list
end

local function note_move(id, score, queue)
  local list = moved_once[queue] or list_for(moved_once, queue, 2)
  local n = #list
  list[n + 1] = id
  list[n + 2] = score
  moves = moves + 1
end

local function note_run(id, score, queue, next_run)
  local list = moved_again[queue] or list_for(moved_again, queue, 3)
  local n = #list
  list[n + 1] = id
  list[n + 2] = score
  list[n + 3] = next_run
  n = #again
  again[n + 1] = next_run
  again[n + 2] = id
end

-- What the job's rule wants written beside what every move writes, where that depends on the job.
local function extras(f, rule)
  local values = {}
  for i, value in ipairs(rule and rule.extras or {}) do values[i] = value end
  if unset[f[4]] then
    values[#values + 1] = 'timeout'
    values[#values + 1] = '180'
  end
  if rule and rule.last_result_ttl ~= '' and f[6] == '-1' then
    values[#values + 1] = 'result_ttl'
    values[#values + 1] = rule.last_result_ttl
  end
  return values
end

local function move(id, key, score, f, rule, next_run)
  local periodic = next_run ~= ''
  local expires = not periodic and not unset[f[5]] and f[5]
  local persists = periodic or not unset[f[12]]
  local values = rule and not unset[f[4]] and rule.last_result_ttl == '' and rule.extras or extras(f, rule)
  local err = place(id, key, f[2], f[8] == '1', expires, persists, unpack(values))
  if err then
    note({id, score, 'STUCK', err})
  elseif periodic then
    note_run(id, score, f[2], next_run)
  else
    note_move(id, score, f[2])
  end
end

-- Most jobs of most backlogs: plain ones for the back of a queue that has taken others of this page already, with no more to
-- write than every move. Without the detour through judge, place and extras a move takes 7.7 instead of 8.6 microseconds.
local function move_at_once(id, key, score, f)
  local queue = f[2]
  local lane = lanes.RPUSH[queue]
  if not lane or lane.refused or waiting[queue] or leaving[queue] then return false end
  if f[8] == '1' or unset[f[4]] or not (unset[f[13]] and unset[f[5]] and unset[f[12]] and usual(f)) then return false end
  local err = failed(attempt('HSET', key, 'status', 'queued', 'enqueued_at', enqueued_at))
  if err then
    note({id, score, 'STUCK', err})
  else
    lane[#lane + 1] = id
    note_move(id, score, queue)
  end
  return true
end

local function look(id, score)
  local key = 'rq:job:' .. id
  local f, problem, refused = examine(key)
  if refused then return note({id, score, 'STUCK', refused}) end
  if not f and problem == '' then return note(without_hash(id, score)) end
  if missing then
    local first, err = due_again(id, score)
    if err then return note({id, score, 'STUCK', err}) end
    score = first
  end
  if not f or match(id, PLAIN) <= #id and unloadable(id, f[2] or '') then return undecided_job(id, score, f, problem) end
  if move_at_once(id, key, score, f) then return end
  local queue = f[2]
  local kind, detail, rule = judge(f, score)
  if kind == 'learn' then learn(f[13]) end
  if kind == 'learn' or leaving[queue] then
    leaving[queue] = true
    looked = looked - 1
  elseif kind == 'ask' then
    undecided_job(id, score, f, detail)
  elseif waiting[queue] then
    undecided_job(id, score, f, '')
  else
    move(id, key, score, f, rule, detail)
  end
end

for i = 1, #due, 2 do
  if page_bytes > MAX_PAGE_BYTES or looks > MOST_LOOKS then break end
  looked = looked + 1
  look(due[i], due[i + 1])
end

push_all()
-- A page that moves as a whole leaves in one piece (0.3 microseconds a job less); anything else may have changed the ranks.
local function leave_as_one()
  if moves == 0 or moves ~= #due / 2 or #again > 0 or missing then return false end
  local rank = redis.pcall('ZRANK', SCHEDULE, due[1])
  return type(rank) == 'number' and not failed(redis.pcall('ZREMRANGEBYRANK', SCHEDULE, rank, rank + moves - 1))
end

if not leave_as_one() then
  local remove = {}
  for _, list in pairs(moved_once) do
    for n = 3, #list, 2 do remove[#remove + 1] = list[n] end
  end
  settle_schedule(remove, again)
end

return {'OK', string.format('%d', now), next_due(skip + stuck), busy_micros(), looked, moved, undecided, noted, metas,
  next_schedule()}
