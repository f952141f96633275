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

local function unset(value) return not value or value == '' end
local function whole(value) return unset(value) or (#value <= 9 and string.find(value, '^%-?%d+$')) end

-- Everything that RQ parses when a worker loads the job and rq-scheduler writes, in its usual form; any other form is for
-- the decision in Java, which knows what to say about it.
local function plain(f)
  return unset(f[13]) and unset(f[9]) and unset(f[10])
    and f[1] ~= 'canceled' and f[1] ~= 'deferred'
    and not unset(f[2]) and #f[2] <= 1000
    and (unset(f[3]) or string.find(f[3], '^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d%.%d%d%d%d%d%dZ$'))
    and whole(f[4]) and whole(f[6]) and whole(f[7])
    and (unset(f[5]) or string.find(f[5], '^[1-9]%d?%d?%d?%d?%d?%d?%d?%d?$'))
    and (not f[8] or f[8] == '0' or f[8] == '1')
end

local missing = redis.call('HLEN', MISSING) > 0

local function without_hash(id, score)
  local first = missing and redis.call('HGET', MISSING, id)
  if first then
    local err = run_all({{'ZREM', SCHEDULE, id}, {'HDEL', MISSING, id}})
    return {id, first, err and 'STUCK' or 'DROPPED', err or ''}
  end
  local err = run_all({
    {'HSET', MISSING, id, score},
    {'EXPIRE', MISSING, 86400},
    {'ZADD', SCHEDULE, 'XX', seconds(now + grace * 1000000), id},
  })
  return {id, score, err and 'STUCK' or 'MISSING', err or ''}
end

local function note(entry)
  if entry[3] == 'STUCK' then stuck = stuck + 1 end
  for _, value in ipairs(entry) do noted[#noted + 1] = value end
end

for i = 1, #due, 2 do
  local id, score = due[i], due[i + 1]
  local fields, problem = examine(id)
  if not fields and problem == '' then
    note(without_hash(id, score))
  elseif fields and plain(fields) then
    local queue = fields[2]
    local wrong = wrong_queue_type(queue)
    if wrong ~= '' then
      undecided[#undecided + 1] = described(id, score, fields, 'rq:queue:' .. queue .. ' is a ' .. wrong .. ', not a list')
    else
      local hset = {'status', 'queued', 'enqueued_at', enqueued_at}
      if unset(fields[4]) then
        hset[5] = 'timeout'
        hset[6] = '180'
      end
      moves[#moves + 1] = {id = id, score = score, queue = queue, front = fields[8] == '1', fields = hset,
        ttl = not unset(fields[5]) and fields[5], persist = not unset(fields[12])}
    end
  else
    undecided[#undecided + 1] = described(id, score, fields, problem)
  end
end

move_all(moves)

local moved, arrived = {}, {}
for _, m in ipairs(moves) do
  if m.err then
    note({m.id, m.score, 'STUCK', m.err})
  else
    moved[#moved + 1] = m.id
    moved[#moved + 1] = m.score
    moved[#moved + 1] = m.queue
    arrived[#arrived + 1] = m.id
  end
end
if missing and #arrived > 0 then redis.call('HDEL', MISSING, unpack(arrived)) end

return {'OK', string.format('%d', now), next_due(skip + stuck), busy_micros(), #due / 2, moved, undecided, noted}
