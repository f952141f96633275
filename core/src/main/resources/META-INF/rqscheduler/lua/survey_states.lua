-- requires: extent
-- Counts named schedules by state, one page of them. Reads only.
-- KEYS[1] rq:scheduling:schedule-names   ARGV[1] name after which to begin, '' for the first   ARGV[2] page size
-- Returns {last name or '', {active, waiting, paused, finished, broken}}
local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local names = redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[2])
return {names[#names] or '', count_states(names)}
