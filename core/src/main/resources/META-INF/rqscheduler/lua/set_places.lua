-- Shared by survey_search.lua and zone_rules_page.lua: positions in a sorted set, each a score and an id with that score, found
-- again even if the id itself is gone.
-- Redis orders ids of the same score by their bytes; Lua's < would use the server's locale.
local function is_behind(id, other)
  for i = 1, math.min(#id, #other) do
    local a, b = string.byte(id, i), string.byte(other, i)
    if a ~= b then return a > b end
  end
  return #id > #other
end

-- The rank of the first id after another one, among the ranks from `low` to before `high`, which all have the same score.
local function rank_among(id, low, high)
  while low < high do
    local middle = math.floor((low + high) / 2)
    if is_behind(redis.call('ZRANGE', KEYS[1], middle, middle)[1], id) then high = middle else low = middle + 1 end
  end
  return low
end
