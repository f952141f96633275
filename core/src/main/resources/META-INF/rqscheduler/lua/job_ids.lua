-- requires: common
-- Finds ids that the workers of a queue cannot load, for scripts that move a job or report whether it can be moved.
--   From 2.8 on, RQ accepts only letters, digits, _ and - (validate_job_id in rq/job.py): a worker exits on any other id.
--   From 2.0 on, RQ cuts an id at its first colon (parse_job_id): the job never runs, or another one runs in its place.
--   No RQ reads an id that is not UTF-8: every worker exits on it. All of them accept an empty id.
-- Workers of RQ 1.3 and later record their version when they register. A hash that expired and was created again by a late
-- heartbeat has neither version nor birth.

-- At most this many workers of a queue are read, a random choice if there are more: about 0.2 ms.
local MOST_WORKERS = 256

-- A script that has read this many workers over all queues ends its page early.
local MOST_LOOKS = 1024
local looks = 0

-- Longer ids are not examined.
local MAX_ID = 65536

-- match(id, PLAIN) is past the end of an id that is certainly loadable: up to five groups of letters and digits. It runs for every
-- job that moves, hence without a function call, and takes half the time of searching for any other character. No part of the
-- pattern can fail, so there is no backtracking.
local match, PLAIN = string.match, '^%w*[_-]*%w*[_-]*%w*[_-]*%w*[_-]*%w*()'

local TAIL = '[\128-\191]'
local TAILS = {'^' .. TAIL, '^' .. TAIL .. TAIL, '^' .. TAIL .. TAIL .. TAIL}

local function is_utf8(text)
  if #text > MAX_ID then return true end
  local at = string.find(text, '[\128-\255]')
  while at do
    local first, second = string.byte(text, at, at + 1)
    local more = first >= 194 and (first <= 223 and 1 or first <= 239 and 2 or first <= 244 and 3)
    if not more or not string.find(text, TAILS[more], at + 1) then return false end
    -- Overlong, half of a surrogate pair, or beyond the last code point.
    if (first == 224 and second < 160) or (first == 237 and second > 159)
      or (first == 240 and second < 144) or (first == 244 and second > 143) then
      return false
    end
    at = string.find(text, '[\128-\255]', at + more + 1)
  end
  return true
end

local function version_of(key)
  local fields = redis.pcall('HMGET', key, 'version', 'birth')
  if fields.err then return nil, nil, '', fields.err end
  local version = fields[1] or (fields[2] and '1.2 or older') or ''
  local major, minor = string.match(version, '^(%d+)%.(%d+)')
  return tonumber(major), tonumber(minor), version
end

-- The newest of a queue's workers, determined once per script: {major or nil if none is known, minor, version, worker, error}.
local newest_by_queue = {}
local function newest_worker(queue)
  local newest = newest_by_queue[queue]
  if newest then return newest end
  newest = {nil, nil, '', '', ''}
  newest_by_queue[queue] = newest
  local keys = redis.pcall('SRANDMEMBER', 'rq:workers:' .. queue, MOST_WORKERS)
  if keys.err then
    newest[5] = keys.err
    return newest
  end
  looks = looks + #keys
  for _, key in ipairs(keys) do
    local name = string.match(key, '^rq:worker:(.*)$')
    if name then
      local major, minor, version, refused = version_of(key)
      if refused then newest[5] = refused end
      if major and (not newest[1] or major > newest[1] or (major == newest[1] and minor > newest[2])) then
        newest[1], newest[2], newest[3], newest[4] = major, minor, version, name
      end
    end
  end
  return newest
end

-- Returns nothing if the queue's workers can load a job with this id, else {'ENCODING', 'COLON' or 'CHARACTERS', version and name
-- of the newest worker or '', why the workers are unknown or ''}.
local function unloadable(id, queue)
  if not string.find(id, '[^A-Za-z0-9_-]') then return nil end
  if not is_utf8(id) then return {'ENCODING', '', '', ''} end
  local colon = string.find(id, ':', 1, true)
  local newest = newest_worker(queue)
  local major, minor = newest[1], newest[2]
  if major and (major < 2 or (major == 2 and minor < 8 and not colon)) then return nil end
  return {colon and 'COLON' or 'CHARACTERS', newest[3], newest[4], newest[5]}
end
