-- Shared by put_schedule.lua and steer_schedule.lua: a client computes a next time with the recorded time-zone rules.
-- Returns false if these now have another version of tzdata ('' for a time that depends on none). While next times are being
-- recomputed, the new one is marked, so that it is not recomputed as if it followed the old rules.
local function by_rules_in_force(version, rules, marks, name, score)
  local found = redis.call('HMGET', rules, 'version', 'next_version')
  if version ~= '' and (found[2] or found[1]) ~= version then return false end
  if found[2] then redis.call('HSET', marks, 'schedule ' .. name, score) end
  return true
end
