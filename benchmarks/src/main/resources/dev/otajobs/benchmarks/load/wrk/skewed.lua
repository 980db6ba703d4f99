-- Asks for jobs by Zipf's law: the k-th most wanted one nearly in proportion to 1 / k^0.99, which is the skew that
-- benchmarks of key-value stores use. Arguments: the ids' prefix, how many jobs there are.
local skew = 0.99

-- Prime, so that multiplying by it permutes the numbers of jobs unless their count is a multiple of it:
-- the jobs that are wanted most lie far from each other.
local prime = 15485863

function init(args)
  prefix = args[1]
  jobs = tonumber(args[2])
  math.randomseed(4711 + number)
  head = "GET /?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId="
  tail = " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
  -- The distribution function of 1 / x^skew from 0.5 to jobs + 0.5, turned round in rank().
  from = 0.5 ^ (1 - skew)
  span = (jobs + 0.5) ^ (1 - skew) - from
end

local function rank()
  local x = (from + math.random() * span) ^ (1 / (1 - skew))
  return math.min(jobs, math.max(1, math.floor(x + 0.5)))
end

function request()
  local job = (rank() - 1) * prime % jobs
  return head .. string.format("%s%010d", prefix, job) .. tail
end
