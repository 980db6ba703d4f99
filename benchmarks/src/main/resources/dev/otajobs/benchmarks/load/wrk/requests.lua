-- Sends the requests of a file, one after the other, each as it is there: its end is an empty line.
-- Arguments: the file, which ends in the thread's number; "once" for requests that are good once, or "again".
function init(args)
  once = args[2] == "once"
  local file = assert(io.open(args[1] .. number, "rb"))
  -- Read before the load begins: wrk shares its cores with what it measures.
  all = file:read("*a")
  file:close()
  at = 1
end

function request()
  local _, last = all:find("\r\n\r\n", at, true)
  if not last then
    if once then
      -- The service refuses it, so it is counted as an error, and the run as failed.
      return "GET /requests-ran-out HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    end
    at = 1
    _, last = all:find("\r\n\r\n", at, true)
  end
  local first = at
  at = last + 1
  return all:sub(first, last)
end
