-- Sends the requests of a file, one a line: method, path, then headers, with tabs between them.
-- Arguments: the file, which ends in the thread's number; "once" for requests that are good once, or "again".
local count = 0

function setup(thread)
  thread:set("number", count)
  count = count + 1
end

function init(args)
  name = args[1] .. number
  once = args[2] == "once"
  file = assert(io.open(name, "r"))
end

function request()
  local line = file:read("*l")
  if not line then
    if once then
      -- The service refuses it, so it is counted as an error, and the run as failed.
      return "GET /requests-ran-out HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    end
    file:seek("set", 0)
    line = file:read("*l")
  end
  local method, path, headers = line:match("^([^\t]*)\t([^\t]*)(.*)$")
  return method .. " " .. path .. " HTTP/1.1" .. headers:gsub("\t", "\r\n") .. "\r\n\r\n"
end
