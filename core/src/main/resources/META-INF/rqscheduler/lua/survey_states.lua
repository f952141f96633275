-- How many named schedules are in which state, one page of them. Reads only. clock.lua goes before.
-- KEYS[1] rq:scheduling:schedule-names   ARGV[1] name after which to begin, '' for the first   ARGV[2] page size
-- Returns {last name or '', state, how many, state, how many, ...}; a state is a word as the scheduler writes it, `paused`
-- or `waiting` before all others, or `active`
local counts = {}
local last = ''
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1] == '' and '-' or '(' .. ARGV[1], '+', 'LIMIT', 0, ARGV[2])) do
  last = name
  local fields = redis.pcall('HMGET', 'rq:scheduling:schedule:' .. name, 'state', 'paused', 'held')
  if not failed(fields) then
    local state = fields[1] or ''
    if state ~= 'broken' then
      if (fields[2] or '') ~= '' then state = 'paused'
      elseif state ~= 'finished' then state = (fields[3] or '') ~= '' and 'waiting' or 'active' end
    end
    counts[state] = (counts[state] or 0) + 1
  end
end
local reply = {last}
for state, count in pairs(counts) do
  reply[#reply + 1] = state
  reply[#reply + 1] = count
end
return reply
