-- requires: common, job_ids
-- Reads a job for a decision: only the fields that a decision needs, never `data`.
-- A problem, the reason why a job cannot be moved, is a code with arguments that Java turns into a sentence:
--   {'TYPE', key, type found, type wanted}   {'UNREADABLE', key, error}   {'LENGTH', field, bytes}   {'REFUSED', error}
local FIELDS = {'status', 'origin', 'created_at', 'timeout', 'ttl', 'result_ttl', 'failure_ttl', 'enqueue_at_front',
  'dependency_ids', 'dependency_id', 'allow_dependency_failures', 'ended_at', 'meta'}

-- Longer values are not returned: they count as unset, and the job is not moved.
local MAX_META = 1048576
local MAX_FIELD = 65536

-- Their positions in a reply; JobField has the same order.
local STATUS, ORIGIN, CREATED_AT, TIMEOUT, TTL, RESULT_TTL, FAILURE_TTL, ENQUEUE_AT_FRONT = 1, 2, 3, 4, 5, 6, 7, 8
local DEPENDENCY_IDS, DEPENDENCY_ID, ALLOW_DEPENDENCY_FAILURES, ENDED_AT, META = 9, 10, 11, 12, 13

-- Checks the reply of HMGET for these. Returns the fields; or nil and the problem; or nil if the hash has no data or does not
-- exist. The third value is the error if Redis refused, which is not the job's fault.
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

-- The reply for a job that Lua does not decide: id, score, problem or {}, why its id cannot be loaded or {}, then the fields in
-- the order above. The second value is the number of bytes read for it.
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
