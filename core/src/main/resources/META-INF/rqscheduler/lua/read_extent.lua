-- requires: extent
-- Counts for metrics. The cost does not depend on the backlog; of the states of named schedules, a bounded slice is read.
-- Reads only.
-- KEYS[1] rq:scheduler:scheduled_jobs   KEYS[2] rq:scheduling:quarantine   KEYS[3] rq:scheduling:missing
-- KEYS[4] rq:scheduling:schedules   KEYS[5] rq:scheduling:schedule-names
-- ARGV[1] frozen clock in microseconds or ''   ARGV[2], ARGV[3] first and last rank of the names whose states are counted
-- Returns {now in microseconds, {jobs, due jobs, score of the oldest due job or '', score of the next job or ''}, jobs in
--   quarantine, ids without a hash, {due schedules, score of the oldest due schedule or '', score of the next schedule or ''},
--   named schedules, {active, waiting, paused, finished, broken in the slice}}
-- A number that Redis refused is -1.
local now = clock(ARGV[1])
local at = seconds(now)
local names = attempt('ZRANGE', KEYS[5], ARGV[2], ARGV[3])
return {string.format('%d', now), count_jobs(KEYS[1], at), count('ZCARD', KEYS[2]), count('HLEN', KEYS[3]),
  {count('ZCOUNT', KEYS[4], '-inf', at), first_score(KEYS[4], '-inf', at), first_score(KEYS[4], '(' .. at, '+inf')},
  count('ZCARD', KEYS[5]), count_states(failed(names) and {} or names)}
