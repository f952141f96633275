-- Shared by nearly all scripts: Redis's clock, scores, RQ's timestamps, and commands that Redis may refuse.
local attempt = redis.pcall

-- Redis's clock in microseconds (a double holds them exactly until the year 2255); `frozen` replaces it in tests.
local function clock(frozen)
  if frozen ~= '' then return tonumber(frozen) end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

-- Starts measuring how long this script keeps Redis busy. The function it returns gives that in microseconds: by TIME where
-- that advances within a script (before Redis 7.2); otherwise by the processor time of Redis if Lua has os.clock (Redis 7.4,
-- Valkey 8); 0 if there is neither, or if the clock was set back. Reading os.clock takes half a microsecond. `os` is read by
-- rawget, since naming an undefined global is an error.
local function stopwatch()
  local os = rawget(_G, 'os')
  local processor = os and os.clock
  local started, used = clock(''), processor and processor()
  return function()
    local busy = clock('') - started
    if busy == 0 and processor then return (processor() - used) * 1000000 end
    return math.max(busy, 0)
  end
end

-- The error in a reply of redis.pcall, or nil.
local function failed(reply) return type(reply) == 'table' and reply.err or nil end

-- Runs commands in order; returns the error of the first that Redis refuses, or nil.
local function run_all(commands)
  for _, command in ipairs(commands) do
    local err = failed(attempt(unpack(command)))
    if err then return err end
  end
  return nil
end

-- What is wrong with the type of a key: {'TYPE', key, found, wanted}, or nil. Where TYPE is not permitted, the write itself
-- shows it.
local types = {}
local function wrong_type(key, wanted)
  local found = types[key]
  if not found then
    found = attempt('TYPE', key).ok or 'none'
    types[key] = found
  end
  if found == 'none' or found == wanted then return nil end
  return {'TYPE', key, found, wanted}
end

local function seconds(micros)
  return string.format('%d.%06d', math.floor(micros / 1000000), micros % 1000000)
end

-- YYYY-MM-DDTHH:MM:SS.ffffffZ, RQ's only form (days to a date as in the proleptic Gregorian calendar, from 0000-03-01).
local function timestamp(micros)
  local total = math.floor(micros / 1000000)
  local days = math.floor(total / 86400) + 719468
  local rest = total % 86400
  local era = math.floor(days / 146097)
  local doe = days - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  local day = doy - math.floor((153 * mp + 2) / 5) + 1
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%06dZ', year, month, day,
    math.floor(rest / 3600), math.floor(rest / 60) % 60, rest % 60, micros % 1000000)
end

-- A due time as a score: whole seconds as rq-scheduler writes them, a fraction only where there is one.
local function score_text(micros)
  if micros % 1000000 == 0 then return string.format('%d', micros / 1000000) end
  local text = seconds(micros):gsub('0+$', '')
  return (text:gsub('%.$', ''))
end
