-- requires: common
-- Shared by schedule_history.lua and survey_histories.lua: entries of a history with the state of their jobs:
--   {entry, status of its job or '', ended_at or '', ...}
local function with_jobs(entries)
  local history = {}
  for _, entry in ipairs(entries) do
    local job = string.match(entry, '"job": "([A-Za-z0-9_-]+)"')
    local found = job and redis.pcall('HMGET', 'rq:job:' .. job, 'status', 'ended_at') or {}
    if failed(found) then found = {} end
    history[#history + 1] = entry
    history[#history + 1] = found[1] or ''
    history[#history + 1] = found[2] or ''
  end
  return history
end
