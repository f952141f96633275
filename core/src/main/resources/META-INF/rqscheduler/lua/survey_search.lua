-- requires: set_places
-- Searches scheduled jobs, a bounded stretch of the set per call. Reads only.
-- KEYS[1] rq:scheduler:scheduled_jobs
-- ARGV[1] score to begin at   ARGV[2] id after which to begin among those with that score, or ''   ARGV[3] highest score
-- ARGV[4] most ids to read   ARGV[5] most jobs to find
-- ARGV[6] part of the id, or ''   ARGV[7] part of the call, or ''   ARGV[8] queue, or ''   ARGV[9] '1' for only those without a hash
-- ARGV[10] bytes after which the reply ends
-- Returns {ids read, 1 if that was the end, score and id of the last one read, {{id, score, origin, status,
-- description, meta, data, 1 if there is a hash}, ...}, its bytes}; meta and data are nil where not needed or too long
local MAX_DATA = 65536
local MAX_META = 1048576
local MAX_TEXT = 4096

-- The rank of the first id after a position, whether or not its id still exists.
local function rank_behind(score, id)
  local low = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
  if id == '' then return low end
  return rank_among(id, low, redis.call('ZCOUNT', KEYS[1], '-inf', score))
end

local function field(key, name, most)
  local length = redis.pcall('HSTRLEN', key, name)
  if type(length) ~= 'number' or length == 0 or length > most then return false end
  return redis.call('HGET', key, name)
end

local rank = rank_behind(ARGV[1], ARGV[2])
local highest = ARGV[3] == '+inf' and math.huge or tonumber(ARGV[3])
local ids = redis.call('ZRANGE', KEYS[1], rank, rank + ARGV[4] - 1, 'WITHSCORES')
local ended = #ids < 2 * ARGV[4]
local looked, bytes, last, found = 0, 0, {'', ''}, {}
for i = 1, #ids, 2 do
  local id, score = ids[i], ids[i + 1]
  if tonumber(score) > highest then
    ended = true
    break
  end
  if #found >= tonumber(ARGV[5]) or bytes >= tonumber(ARGV[10]) then
    ended = false
    break
  end
  looked = looked + 1
  last = {score, id}
  if ARGV[6] == '' or string.find(id, ARGV[6], 1, true) then
    local key = 'rq:job:' .. id
    local fields = redis.pcall('HMGET', key, 'origin', 'status', 'description')
    if fields.err then fields = {false, false, false} end
    local described = fields[3] and string.find(fields[3], '^[%w_.]+%(') ~= nil
    local exists = fields[1] or fields[2] or fields[3] or redis.call('EXISTS', key) == 1
    if (ARGV[8] == '' or fields[1] == ARGV[8])
      and (ARGV[7] == '' or exists and (not described or string.find(fields[3], ARGV[7], 1, true)))
      and (ARGV[9] ~= '1' or not exists) then
      local data = not described and field(key, 'data', MAX_DATA)
      local meta = field(key, 'meta', MAX_META)
      for n = 1, 3 do fields[n] = fields[n] and string.sub(fields[n], 1, MAX_TEXT) end
      local row = {id, score, fields[1], fields[2], fields[3], meta, data, exists and 1 or 0}
      for n = 1, 7 do bytes = bytes + (row[n] and #row[n] or 0) end
      found[#found + 1] = row
    end
  end
end
return {looked, ended and 1 or 0, last[1], last[2], found, bytes}
