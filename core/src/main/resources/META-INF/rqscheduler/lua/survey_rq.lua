-- RQ's own schedules, rq:scheduled:<queue>, which `rq worker --with-scheduler` serves. Reads only.
-- ARGV[1] time in seconds   ARGV[2...] queue names
-- Returns for each queue {type, jobs, due jobs, earliest score or '', 1 if a scheduler of RQ holds rq:scheduler-lock:<queue>}
local reply = {}
for i = 2, #ARGV do
  local key = 'rq:scheduled:' .. ARGV[i]
  local kind = redis.call('TYPE', key).ok
  local served = redis.call('EXISTS', 'rq:scheduler-lock:' .. ARGV[i])
  if kind ~= 'zset' then
    reply[#reply + 1] = {kind, 0, 0, '', served}
  else
    local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    reply[#reply + 1] = {kind, redis.call('ZCARD', key), redis.call('ZCOUNT', key, '-inf', ARGV[1]), first[2] or '', served}
  end
end
return reply
