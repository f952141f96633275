-- requires: common
-- Shared by all that move a job or report whether it can be moved: ids that the workers of a queue cannot load.
--   RQ from 2.8 on takes letters, digits, _ and - only (validate_job_id in rq/job.py): a worker ends at any other id.
--   RQ from 2.0 on cuts an id at its first colon (parse_job_id): that job is never run, or another one in its place.
--   No RQ reads an id that is not UTF-8: every worker ends at it. An empty id is fine with all of them.
-- Workers of RQ 1.3 and later say their version when they register; hashes that a late heartbeat made again, after they had
-- expired, say neither that nor when the worker was born.

-- At most this many workers of a queue are read, picked by Redis where there are more: about 0.2 ms.
local MOST_WORKERS = 256

-- A script that has read this many workers of all queues ends its page early.
local MOST_LOOKS = 1024
local looks = 0

-- Longer ids are not read through.
local MAX_ID = 65536

-- match(id, PLAIN) is behind the end of an id that is surely loadable: up to five runs of letters and digits. It is asked for every
-- job that moves, so not by a function of ours, and takes half the time of a search for any other character; as no part of the
-- pattern can fail, there is nothing to try again.
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
    -- Longer than needed, half of a surrogate pair, or beyond the last character.
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

-- The newest of a queue's workers, looked for once in a script: {major or nil if none is known, minor, version, worker, error}.
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

-- Nothing if the queue's workers can load a job of this id; else {'ENCODING', 'COLON' or 'CHARACTERS', version and name of the
-- newest worker or '', why the workers are not known or ''}.
local function unloadable(id, queue)
  if not string.find(id, '[^A-Za-z0-9_-]') then return nil end
  if not is_utf8(id) then return {'ENCODING', '', '', ''} end
  local colon = string.find(id, ':', 1, true)
  local newest = newest_worker(queue)
  local major, minor = newest[1], newest[2]
  if major and (major < 2 or (major == 2 and minor < 8 and not colon)) then return nil end
  return {colon and 'COLON' or 'CHARACTERS', newest[3], newest[4], newest[5]}
end
