-- Shared by put_schedule.lua and steer_schedule.lua: a client computes a next time by the rules of time zones that are recorded.
-- False if they are of another version of tzdata by now ('' for a time that depends on none). While next times are computed
-- again the new one is marked, so that it is not computed again as if it were by the rules before.
local function by_rules_in_force(version, rules, marks, name, score)
  local found = redis.call('HMGET', rules, 'version', 'next_version')
  if version ~= '' and (found[2] or found[1]) ~= version then return false end
  if found[2] then redis.call('HSET', marks, 'schedule ' .. name, score) end
  return true
end
