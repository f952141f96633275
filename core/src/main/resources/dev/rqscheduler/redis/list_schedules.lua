-- Named schedules in the order of their names, one page.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduling:schedule-names
-- ARGV[1] name after which to begin, '' for the first   ARGV[2] page size   ARGV[3...] the fields that are wanted
-- Returns {name, score or '', {field values}, newest entry of its history or '', status of that entry's job or '', ...}
local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local page = {}
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], from, '+', 'LIMIT', 0, ARGV[2])) do
  local fields = redis.pcall('HMGET', 'rq:scheduling:schedule:' .. name, unpack(ARGV, 3))
  page[#page + 1] = name
  page[#page + 1] = redis.call('ZSCORE', KEYS[1], name) or ''
  page[#page + 1] = failed(fields) and {} or fields
  local history = redis.pcall('LRANGE', 'rq:scheduling:history:' .. name, 0, 0)
  local newest = not failed(history) and history[1] or ''
  local job = string.match(newest, '"job": "([A-Za-z0-9_-]+)"')
  local status = job and redis.pcall('HGET', 'rq:job:' .. job, 'status') or ''
  page[#page + 1] = newest
  page[#page + 1] = failed(status) and '' or status
end
return page
