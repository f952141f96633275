-- requires: job_set
-- Reads when jobs and named schedules are next due.
-- ARGV[1] frozen clock or ''   Returns {now in microseconds, earliest score or '', the same of named schedules}
return {string.format('%d', clock(ARGV[1])), next_due(0), next_schedule()}
