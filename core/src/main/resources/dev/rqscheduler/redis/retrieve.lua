-- The due part of the schedule, oldest first, one bounded page. A plain one-off job (no meta, no dependency, all fields of
-- the form that RQ reads) is moved here and now; the others are returned for a decision.
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] page size
-- ARGV[4] how many due jobs at the head to pass over   ARGV[5] grace for an id without a hash, seconds
-- Returns {'FENCED', holder} if the lock is another's, else {'OK', now in microseconds, next due score or '',
--   busy microseconds, page length, moved {id, score, queue, ...}, undecided {{id, score, problem, fields...}, ...},
--   noted {id, score, 'MISSING' | 'DROPPED' | 'STUCK', detail, ...}}
local holder = redis.call('GET', LOCK)
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local now = clock(ARGV[2])
local skip = tonumber(ARGV[4])
local grace = tonumber(ARGV[5])
local due = redis.call('ZRANGEBYSCORE', SCHEDULE, 0, seconds(now), 'WITHSCORES', 'LIMIT', skip, ARGV[3])
local enqueued_at = timestamp(now)
local moves, undecided, noted = {}, {}, {}
local stuck = 0

-- A page ends early where its undecided jobs have so much meta that the reply would be a burden to both sides.
local MAX_PAGE_BYTES = 2097152
local page_bytes, looked = 0, 0

local function unset(value) return not value or value == '' end
local function whole(value) return unset(value) or (#value <= 9 and string.find(value, '^%-?%d+$')) end

local DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

-- RQ's usual form of a time, on a day that there is in every year.
local function usual_time(text)
  local year, month, day, hour =
    string.match(text, '^(%d%d%d%d)%-(%d%d)%-(%d%d)T(%d%d):[0-5]%d:[0-5]%d%.%d%d%d%d%d%dZ$')
  if not year or year == '0000' or hour > '23' or day == '00' then return false end
  return tonumber(day) <= (DAYS[tonumber(month)] or 0)
end

local function flag(value) return not value or value == '0' or value == '1' end

-- Everything that RQ parses when a worker loads the job and rq-scheduler writes, in its usual form; any other form is for
-- the decision in Java, which knows what to say about it.
local function plain(f)
  return unset(f[13]) and unset(f[9]) and unset(f[10])
    and f[1] ~= 'canceled' and f[1] ~= 'deferred'
    and not unset(f[2]) and #f[2] <= 1000
    and (unset(f[3]) or usual_time(f[3]))
    and whole(f[4]) and whole(f[6]) and whole(f[7])
    and (unset(f[5]) or string.find(f[5], '^[1-9]%d?%d?%d?%d?%d?%d?%d?%d?$'))
    and flag(f[8]) and flag(f[11])
end

local missing = redis.call('HLEN', MISSING) > 0
if #due > 0 then require_schedule() end

-- An id without a hash is looked at again after a grace period. Until then it is scheduled for the end of that period, and
-- MISSING has its real due time and that end, by which a second look is told from a job that has been rescheduled since.
local function waiting_for_hash(id, score)
  local first, again = string.match(missing and redis.call('HGET', MISSING, id) or '', '^(%S+) (%S+)$')
  return again and tonumber(again) == tonumber(score) and first or nil
end

local function without_hash(id, score)
  local first = waiting_for_hash(id, score)
  if first then
    local err = run_all({{'ZREM', SCHEDULE, id}, {'HDEL', MISSING, id}})
    return {id, first, err and 'STUCK' or 'DROPPED', err or ''}
  end
  local again = seconds(now + grace * 1000000)
  local err = run_all({
    {'HSET', MISSING, id, score .. ' ' .. again},
    {'EXPIRE', MISSING, 86400},
    {'ZADD', SCHEDULE, 'XX', again, id},
  })
  return {id, score, err and 'STUCK' or 'MISSING', err or ''}
end

-- The hash came in time: the job is due when it was, so that an interval keeps its phase.
local function due_again(id, score)
  local first = waiting_for_hash(id, score)
  if not first then return score end
  redis.call('HDEL', MISSING, id)
  redis.call('ZADD', SCHEDULE, 'XX', first, id)
  return first
end

local function note(entry)
  if entry[3] == 'STUCK' then stuck = stuck + 1 end
  for _, value in ipairs(entry) do noted[#noted + 1] = value end
end

-- Queues for which a job of this page waits for its decision: the jobs behind it wait, too, so that a queue gets its jobs in
-- the order in which they are due.
local waiting = {}

local function undecided_job(id, score, fields, problem)
  local reply, bytes = described(id, score, fields, problem)
  undecided[#undecided + 1] = reply
  page_bytes = page_bytes + bytes
  if fields and fields[2] then waiting[fields[2]] = true end
end

for i = 1, #due, 2 do
  if page_bytes > MAX_PAGE_BYTES then break end
  looked = looked + 1
  local id, score = due[i], due[i + 1]
  local fields, problem, refused = examine(id)
  if refused then
    note({id, score, 'STUCK', refused})
  elseif not fields and problem == '' then
    note(without_hash(id, score))
  else
    if missing then score = due_again(id, score) end
    local queue = fields and fields[2]
    if not fields or not plain(fields) or waiting[queue] then
      undecided_job(id, score, fields, problem)
    else
      local wrong = wrong_type('rq:queue:' .. queue, 'list')
      if wrong ~= '' then
        undecided_job(id, score, fields, wrong)
      else
        local hset = {'status', 'queued', 'enqueued_at', enqueued_at}
        if unset(fields[4]) then
          hset[5] = 'timeout'
          hset[6] = '180'
        end
        moves[#moves + 1] = {id = id, score = score, queue = queue, front = fields[8] == '1', fields = hset,
          old = {status = fields[1], timeout = fields[4], enqueued_at = fields[14]},
          ttl = not unset(fields[5]) and fields[5], persist = not unset(fields[12])}
      end
    end
  end
end

move_all(moves)

local moved = {}
for _, m in ipairs(moves) do
  if m.err then
    note({m.id, m.score, 'STUCK', m.err})
  else
    moved[#moved + 1] = m.id
    moved[#moved + 1] = m.score
    moved[#moved + 1] = m.queue
  end
end

return {'OK', string.format('%d', now), next_due(skip + stuck), busy_micros(), looked, moved, undecided, noted}
