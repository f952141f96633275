-- requires: read_history
-- The newest entries of the histories of some named schedules, with the state of their jobs. Reads only.
-- ARGV[1] number of entries of each   ARGV[2...] names
-- Returns {{entry, status of its job or '', ended_at or '', ...}, ...}, in the order of the names
local histories = {}
for i = 2, #ARGV do
  local entries = redis.pcall('LRANGE', 'rq:scheduling:history:' .. ARGV[i], 0, ARGV[1] - 1)
  histories[#histories + 1] = with_jobs(failed(entries) and {} or entries)
end
return histories
