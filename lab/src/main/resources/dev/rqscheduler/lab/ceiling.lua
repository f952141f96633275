-- The minimum work of any scheduler: finds due ids and writes what a move changes, the same writes for each job, without reading
-- or checking anything. It is no scheduler: it knows neither a job's queue nor its next run, nor whether it may be moved.
-- KEYS[1] schedule   ARGV[1] due until   ARGV[2] batch   ARGV[3] queues   ARGV[4] how many of 100 jobs get a next run
-- ARGV[5] enqueued_at   ARGV[6] next run of those   ARGV[7] new meta or ''   Returns how many were moved
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], 0, ARGV[1], 'LIMIT', 0, ARGV[2])
if #ids == 0 then return 0 end
local queues, periodic = tonumber(ARGV[3]), tonumber(ARGV[4])
local pushed, remove, again = {}, {}, {}
for q = 1, queues do pushed[q] = {} end
for i = 1, #ids do
  local id = ids[i]
  if ARGV[7] == '' then
    redis.call('HSET', 'rq:job:' .. id, 'status', 'queued', 'enqueued_at', ARGV[5], 'timeout', '180')
  else
    redis.call('HSET', 'rq:job:' .. id, 'status', 'queued', 'enqueued_at', ARGV[5], 'timeout', '180', 'meta', ARGV[7])
  end
  local queue = pushed[i % queues + 1]
  queue[#queue + 1] = id
  if i % 100 < periodic then
    again[#again + 1] = ARGV[6]
    again[#again + 1] = id
  else
    remove[#remove + 1] = id
  end
end
for q = 1, queues do
  if #pushed[q] > 0 then redis.call('RPUSH', 'rq:queue:queue-' .. q - 1, unpack(pushed[q])) end
end
if #remove > 0 then redis.call('ZREM', KEYS[1], unpack(remove)) end
if #again > 0 then redis.call('ZADD', KEYS[1], unpack(again)) end
return #ids
