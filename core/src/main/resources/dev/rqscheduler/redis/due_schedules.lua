-- The named schedules whose time has come, oldest first, one bounded page.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduler_lock
-- ARGV[1] token that must hold the lock   ARGV[2] frozen clock in microseconds or ''   ARGV[3] page size
-- ARGV[4] the longest definition in bytes
-- Returns {'FENCED', holder} if the lock is another's, else {'OK', now in microseconds, next score or '',
--   {{name, score, problem, definition, due, runs, paused, skip, held, busy '0' or '1'}, ...}}
local holder = redis.call('GET', KEYS[2])
if holder ~= ARGV[1] then return {'FENCED', holder or ''} end

local now = clock(ARGV[2])
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', seconds(now), 'WITHSCORES', 'LIMIT', 0, ARGV[3])
local BUSY = {queued = true, started = true, deferred = true, scheduled = true}
local MAX_PAGE_BYTES = 2097152
local bytes = 0
local page = {}

-- A run that has ended, or whose job is gone or was never made, keeps nobody waiting.
local function busy(job)
  if not job or job == '' then return '0' end
  local status = redis.pcall('HGET', 'rq:job:' .. job, 'status')
  return not failed(status) and BUSY[status] and '1' or '0'
end

local function read(name, score)
  local key = 'rq:scheduling:schedule:' .. name
  local length = redis.pcall('HSTRLEN', key, 'definition')
  if failed(length) then return {name, score, length.err, '', '', '', '', '', '', '0'} end
  if length == 0 then return {name, score, key .. ' has no field definition', '', '', '', '', '', '', '0'} end
  if length > tonumber(ARGV[4]) then
    local problem = 'its definition has ' .. length .. ' bytes; at most ' .. ARGV[4] .. ' are read'
    return {name, score, problem, '', '', '', '', '', '', '0'}
  end
  bytes = bytes + length
  local f = redis.call('HMGET', key, 'definition', 'due', 'runs', 'paused', 'skip', 'held', 'last_job')
  for i = 2, 6 do f[i] = f[i] or '' end
  return {name, score, '', f[1], f[2], f[3], f[4], f[5], f[6], busy(f[7])}
end

for i = 1, #found, 2 do
  if bytes > MAX_PAGE_BYTES then break end
  page[#page + 1] = read(found[i], found[i + 1])
end
local next_score = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '+inf', 'WITHSCORES', 'LIMIT', #page, 1)[2]
return {'OK', string.format('%d', now), next_score or '', page}
