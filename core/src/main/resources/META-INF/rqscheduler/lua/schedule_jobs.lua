-- requires: common
-- Schedules jobs: writes the hash and the score of each in one step.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduling:quarantine   KEYS[3] rq:scheduling:quarantine:reasons
-- ARGV[1] frozen clock in microseconds or ''   ARGV[2] wake-up channel   ARGV[3] number of templates
-- then for each template: number of strings, number of names, the strings field, value, ... that its jobs share, and
-- the names of the fields for which each job has its own value
-- then for each job: number of its template from 1, id, a score or '+' and a delay in microseconds, value, ...
-- `created_at` is set here, by Redis's clock. Returns now in microseconds.
--
-- An id that already exists gets a new definition: what RQ or a worker recorded about earlier runs stays, options not given
-- now are deleted (in rq-scheduler an old `meta` survives and may make the job periodic), and an old expiry is removed.
--
-- Most of the time is spent passing strings to Redis, to Lua and back to Redis, and on the number of commands. So shared
-- values are sent once, and one EXISTS and one ZADD serve all jobs. Global look-ups took a fifth of this script's time:
-- hence the locals.
local OPTIONS = {'meta', 'ttl', 'timeout', 'result_ttl', 'failure_ttl', 'enqueue_at_front', 'dependency_id',
  'dependency_ids', 'allow_dependency_failures', 'retries_left', 'retry_intervals', 'success_callback_timeout',
  'failure_callback_timeout', 'stopped_callback_timeout', 'number_of_retries', 'enqueue_at_front_on_retry', 'repeats_left',
  'repeat_intervals'}
local argv, call, try = ARGV, redis.call, redis.pcall
local now = clock(argv[1])
local created_at = timestamp(now)
local at = 4

-- A template is the HSET of its jobs; key and individual values are filled in for each job.
local templates = {}
for number = 1, tonumber(argv[3]) do
  local texts, names = tonumber(argv[at]), tonumber(argv[at + 1])
  local command = {'HSET', '', 'created_at', created_at, unpack(argv, at + 2, at + 1 + texts)}
  at = at + 2 + texts
  for name = 1, names do
    command[#command + 1] = argv[at]
    command[#command + 1] = ''
    at = at + 1
  end
  -- By the string with which jobs refer to it.
  templates[tostring(number)] = {command = command, names = names, own = 4 + texts, fields = 1 + texts / 2 + names}
end

local starts, keys, count = {}, {}, 0
while at <= #argv do
  count = count + 1
  starts[count] = at
  keys[count] = 'rq:job:' .. argv[at + 1]
  at = at + 3 + templates[argv[at]].names
end
local all_new = call('EXISTS', unpack(keys)) == 0

-- Removes what an earlier definition left; returns the error if Redis refused.
local function renew(key, id)
  local refusal = failed(try('HDEL', key, unpack(OPTIONS)))
  if refusal then return refusal end
  call('PERSIST', key)
  -- A new definition removes the old one from quarantine.
  if call('ZREM', KEYS[2], id) == 1 then call('HDEL', KEYS[3], id) end
end

local function define(template, key, id)
  if not all_new and call('EXISTS', key) == 1 then
    local refusal = renew(key, id)
    if refusal then return refusal end
  end
  local added = try(unpack(template.command))
  if all_new and added ~= template.fields then
    -- Refused, or a hash exists now: the same id is twice in this call, and the later definition wins.
    local refusal = failed(added) or renew(key, id)
    return refusal or failed(try(unpack(template.command)))
  end
  return failed(added)
end

local places, placed = {}, 0
local earliest, last_score
local refusal
for number = 1, count do
  local start = starts[number]
  local template, id, score, key = templates[argv[start]], argv[start + 1], argv[start + 2], keys[number]
  local command, own = template.command, template.own
  command[2] = key
  for value = 1, template.names do command[own + 2 * value] = argv[start + 2 + value] end
  refusal = define(template, key, id)
  if refusal then
    if refusal:find('WRONGTYPE', 1, true) then refusal = refusal .. ' (' .. key .. ')' end
    break
  end
  if score:byte() == 43 then score = score_text(now + tonumber(score)) end
  if score ~= last_score then
    last_score = score
    local due = tonumber(score)
    if not earliest or due < earliest then earliest = due end
  end
  if number == 1 then
    -- The first job alone: if the set cannot be written, at most one job gets a hash without a score.
    call('ZADD', KEYS[1], score, id)
  else
    places[placed + 1], places[placed + 2] = score, id
    placed = placed + 2
  end
end
-- A refused job ends the call; the jobs before it are complete.
if placed > 0 then call('ZADD', KEYS[1], unpack(places)) end
if earliest then
  -- Wakes a scheduler that sleeps until a later job; without the permission it polls.
  local first = call('ZRANGEBYSCORE', KEYS[1], 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if first[2] and tonumber(first[2]) >= earliest then try('PUBLISH', argv[2], first[2]) end
end
if refusal then return redis.error_reply(refusal) end
return string.format('%d', now)
