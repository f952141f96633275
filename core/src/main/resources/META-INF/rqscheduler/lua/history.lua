-- requires: common
-- Shared by run_schedules.lua, run_schedule_now.lua and steer_schedule.lua: adds lines to the history of a named schedule, oldest
-- first. A history that cannot be written must not keep a job from its queue.
-- `most` is the number of lines kept, `ttl` how many seconds they are kept after the last one.
local function note_history(name, most, ttl, ...)
  local key = 'rq:scheduling:history:' .. name
  local length = attempt('LPUSH', key, ...)
  if failed(length) then return end
  if length > most then attempt('LTRIM', key, 0, most - 1) end
  attempt('EXPIRE', key, ttl)
end
