-- Forgets a quarantined job. KEYS[1] rq:scheduling:quarantine   KEYS[2] rq:scheduling:quarantine:reasons
-- ARGV[1] id   ARGV[2] 1 to delete its hash too (whatever type the key has). Returns 1, or 0 if it was not there.
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
if ARGV[2] == '1' then
  redis.call('DEL', 'rq:job:' .. ARGV[1], 'rq:job:' .. ARGV[1] .. ':dependents', 'rq:job::' .. ARGV[1] .. ':dependencies')
end
return 1
