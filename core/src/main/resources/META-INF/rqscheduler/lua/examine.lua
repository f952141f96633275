-- Shared by retrieve.lua and job.lua: reads of a job's hash just what a decision needs, never `data`.
local FIELDS = {'status', 'origin', 'created_at', 'timeout', 'ttl', 'result_ttl', 'failure_ttl', 'enqueue_at_front',
  'dependency_ids', 'dependency_id', 'allow_dependency_failures', 'ended_at', 'meta'}

-- Returns the fields and '', or nil and why they cannot be had; fields are nil too where the
-- hash has no data. The third value is the error where Redis refused to tell, which is no fault of the job.
local function examine(key)
  local fields = attempt('HMGET', key, unpack(FIELDS))
  if fields.err then
    local kind = redis.pcall('TYPE', key).ok
    if not kind or kind == 'hash' then return nil, '', fields.err end
    return nil, key .. ' cannot be read: ' .. fields.err
  end
  if redis.call('HSTRLEN', key, 'data') == 0 then return nil, '' end
  return fields, ''
end

-- A reply for a job that Lua does not decide: id, score, problem, why its id cannot be loaded or {}, then the fields in the
-- order above. The second value is how many bytes were read for it.
local function described(id, score, fields, problem)
  local reply, bytes = {id, score, problem, unloadable(id, fields and fields[2] or '') or {}}, #id
  for i = 1, #FIELDS do
    local value = fields and fields[i] or false
    bytes = bytes + (value and #value or 0)
    if value and #value > (i == #FIELDS and MAX_META or MAX_FIELD) then
      reply[3] = FIELDS[i] .. ' is ' .. #value .. ' bytes long, more than a scheduler reads'
      value = false
    end
    reply[4 + i] = value
  end
  return reply, bytes
end
