-- The same for all scripts: numbers the threads from 0, prints what was counted.
local count = 0

function setup(thread)
  thread:set("number", count)
  count = count + 1
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
    e.status, e.connect + e.read + e.write + e.timeout, latency:percentile(50),
    latency:percentile(99), latency:percentile(99.9)))
end
