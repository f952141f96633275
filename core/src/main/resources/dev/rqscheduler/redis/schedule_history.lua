-- The history of a named schedule, newest first, with what has become of its jobs.
-- ARGV[1] name   ARGV[2] how many entries
-- Returns {entry, status of its job or '', ended_at or '', ...}
local page = {}
for _, entry in ipairs(redis.call('LRANGE', 'rq:scheduling:history:' .. ARGV[1], 0, ARGV[2] - 1)) do
  local job = string.match(entry, '"job": "([A-Za-z0-9_-]+)"')
  local found = job and redis.pcall('HMGET', 'rq:job:' .. job, 'status', 'ended_at') or {}
  if failed(found) then found = {} end
  page[#page + 1] = entry
  page[#page + 1] = found[1] or ''
  page[#page + 1] = found[2] or ''
end
return page
