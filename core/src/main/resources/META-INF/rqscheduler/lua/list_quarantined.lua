-- One page of the quarantine, latest first. KEYS[1] rq:scheduling:quarantine   KEYS[2] rq:scheduling:quarantine:reasons
-- ARGV[1] offset   ARGV[2] length   Returns {id, time in seconds, entry, ...}
local ids = redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[1] + ARGV[2] - 1, 'WITHSCORES')
local page = {}
for i = 1, #ids, 2 do
  page[#page + 1] = ids[i]
  page[#page + 1] = ids[i + 1]
  page[#page + 1] = redis.call('HGET', KEYS[2], ids[i]) or ''
end
return page
