-- requires: common, job_ids
-- Shared by all that read a job for a decision: just the fields that one needs, never `data`.
-- A problem, why a job cannot be moved, is a list of a code and what Java makes a sentence of:
--   {'TYPE', key, type found, type wanted}   {'UNREADABLE', key, error}   {'LENGTH', field, bytes}   {'REFUSED', error}
local FIELDS = {'status', 'origin', 'created_at', 'timeout', 'ttl', 'result_ttl', 'failure_ttl', 'enqueue_at_front',
  'dependency_ids', 'dependency_id', 'allow_dependency_failures', 'ended_at', 'meta'}

-- Longer values are not returned; they count as unset, and as a reason not to move the job.
local MAX_META = 1048576
local MAX_FIELD = 65536

-- Where they are in a reply; JobField has the same order.
local STATUS, ORIGIN, CREATED_AT, TIMEOUT, TTL, RESULT_TTL, FAILURE_TTL, ENQUEUE_AT_FRONT = 1, 2, 3, 4, 5, 6, 7, 8
local DEPENDENCY_IDS, DEPENDENCY_ID, ALLOW_DEPENDENCY_FAILURES, ENDED_AT, META = 9, 10, 11, 12, 13

-- Takes the reply of HMGET for these. Returns the fields; or nil and the problem; or nil where the hash has no data, or is not
-- there. The third value is the error where Redis refused, which is no fault of the job.
local function examined(key, fields)
  if fields.err then
    local kind = attempt('TYPE', key).ok
    if not kind or kind == 'hash' then return nil, nil, fields.err end
    return nil, {'UNREADABLE', key, fields.err}
  end
  if redis.call('HSTRLEN', key, 'data') == 0 then return nil end
  return fields
end

local function examine(key) return examined(key, attempt('HMGET', key, unpack(FIELDS))) end

-- A reply for a job that Lua does not decide: id, score, problem or {}, why its id cannot be loaded or {}, then the fields in the
-- order above. The second value is how many bytes were read for it.
local function described(id, score, fields, problem)
  local reply, bytes = {id, score, problem or {}, unloadable(id, fields and fields[ORIGIN] or '') or {}}, #id
  for i = 1, #FIELDS do
    local value = fields and fields[i] or false
    bytes = bytes + (value and #value or 0)
    if value and #value > (i == META and MAX_META or MAX_FIELD) then
      reply[3] = {'LENGTH', FIELDS[i], #value}
      value = false
    end
    reply[4 + i] = value
  end
  return reply, bytes
end
