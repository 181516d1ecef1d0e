-- Sends prepared deliveries, each once. Usage: wrk -t1 ... -s deliver.lua URL -- FOLDER
-- FOLDER/body is the body; each line of FOLDER/heads is the end of a request's head, with "|" for its line breaks.
local body, prefix, heads, count

function init(args)
  local file = assert(io.open(args[1] .. "/body", "rb"))
  body = file:read("*a")
  file:close()
  prefix = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nContent-Type: application/json\r\n"
  heads = {}
  for line in io.lines(args[1] .. "/heads") do
    heads[#heads + 1] = line:gsub("|", "\r\n") .. "\r\n"
  end
  count = 0
end

function request()
  count = count + 1
  return prefix .. heads[(count - 1) % #heads + 1] .. body
end

function done(summary, latency, requests)
  io.write(string.format("RESULT requests=%d micros=%d p50=%d p99=%d status=%d socket=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
