-- Asks for random jobs. Arguments: the ids' prefix, how many jobs there are.
function init(args)
  prefix = args[1]
  jobs = tonumber(args[2])
  math.randomseed(4711 + number)
  head = "GET /?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId="
  tail = " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
end

function request()
  return head .. string.format("%s%010d", prefix, math.random(0, jobs - 1)) .. tail
end
