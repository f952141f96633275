-- One page of the scheduled jobs, with the fields that a list shows. KEYS[1] rq:scheduler:scheduled_jobs
-- ARGV[1] lowest score   ARGV[2] highest score   ARGV[3] offset   ARGV[4] length
-- Returns {{id, score, origin, status, description, meta}, ...}; a field is nil if the hash does not have it or it is too long,
-- and meta also after MAX_PAGE bytes of it on a page
local MAX_META = 1048576
local MAX_PAGE = 4194304
local bytes = 0
local found = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[2], 'WITHSCORES', 'LIMIT', ARGV[3], ARGV[4])
local page = {}
for i = 1, #found, 2 do
  local fields = redis.pcall('HMGET', 'rq:job:' .. found[i], 'origin', 'status', 'description', 'meta')
  if fields.err then fields = {false, false, false, false} end
  local description = fields[3] and string.sub(fields[3], 1, 4096)
  local meta = fields[4] and #fields[4] <= MAX_META and fields[4]
  bytes = bytes + (meta and #meta or 0)
  if bytes > MAX_PAGE then meta = false end
  page[#page + 1] = {found[i], found[i + 1], fields[1], fields[2], description, meta}
end
return page
