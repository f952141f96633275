-- requires: common
-- Named schedules in the order of their names, one page.
-- KEYS[1] rq:scheduling:schedules   KEYS[2] rq:scheduling:schedule-names
-- ARGV[1] name after which to begin, '' for the first   ARGV[2] page size   ARGV[3] bytes after which the page ends
-- ARGV[4] length to which fields are cut   ARGV[5...] names of the fields to return
-- Returns {1 if that was the end, bytes, {name, score or '', {field values}, newest entry of its history or '', status of
--   that entry's job or '', ...}}
local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local longest = tonumber(ARGV[4])
local names = redis.call('ZRANGEBYLEX', KEYS[2], from, '+', 'LIMIT', 0, ARGV[2])
local ended = #names < tonumber(ARGV[2])
local page, bytes = {}, 0

local function read(name)
  local fields = redis.pcall('HMGET', 'rq:scheduling:schedule:' .. name, unpack(ARGV, 5))
  if failed(fields) then return {} end
  for i = 1, #fields do
    fields[i] = fields[i] and string.sub(fields[i], 1, longest)
    bytes = bytes + (fields[i] and #fields[i] or 0)
  end
  return fields
end

for _, name in ipairs(names) do
  if bytes >= tonumber(ARGV[3]) then
    ended = false
    break
  end
  page[#page + 1] = name
  page[#page + 1] = redis.call('ZSCORE', KEYS[1], name) or ''
  page[#page + 1] = read(name)
  local history = redis.pcall('LRANGE', 'rq:scheduling:history:' .. name, 0, 0)
  local newest = not failed(history) and history[1] or ''
  if #newest > longest then newest = '' end
  bytes = bytes + #name + #newest
  local job = string.match(newest, '"job": "([A-Za-z0-9_-]+)"')
  local status = job and redis.pcall('HGET', 'rq:job:' .. job, 'status') or ''
  page[#page + 1] = newest
  page[#page + 1] = failed(status) and '' or status
end
return {ended and 1 or 0, bytes, page}
