-- The newest entries of the histories of some named schedules, with what has become of their jobs. Reads only. clock.lua goes before.
-- ARGV[1] how many of each   ARGV[2...] names
-- Returns {{entry, status of its job or '', ended_at or '', ...}, ...}, in the order of the names
local histories = {}
for i = 2, #ARGV do
  local history = {}
  local entries = redis.pcall('LRANGE', 'rq:scheduling:history:' .. ARGV[i], 0, ARGV[1] - 1)
  for _, entry in ipairs(failed(entries) and {} or entries) do
    local job = string.match(entry, '"job": "([A-Za-z0-9_-]+)"')
    local found = job and redis.pcall('HMGET', 'rq:job:' .. job, 'status', 'ended_at') or {}
    if failed(found) then found = {} end
    history[#history + 1] = entry
    history[#history + 1] = found[1] or ''
    history[#history + 1] = found[2] or ''
  end
  histories[#histories + 1] = history
end
return histories
