-- Posts messages one after the other as ONS does, each with its own number.
-- Arguments: the file of the message, the first number, and credentials in base64 or "-" for none.

local threads = 0

function setup(thread)
	thread:set("thread", threads)
	threads = threads + 1
end

function init(args)
	local file = assert(io.open(args[1], "r"))
	local text = file:read("*a")
	file:close()
	-- Split once, so that a request only joins strings.
	parts = {}
	local from = 1
	while true do
		local first, last, name = text:find("@(%u+)@", from)
		parts[#parts + 1] = text:sub(from, (first or 0) - 1)
		if not first then
			break
		end
		parts[#parts + 1] = name
		from = last + 1
	end
	number = tonumber(args[2]) + thread * 10000000
	headers = {
		["Content-Type"] = "application/json",
		["X-OCI-NS-MessageType"] = "Notification",
		["X-OCI-NS-TopicOcid"] = "ocid1.onstopic.oc1.eu-frankfurt-1.aaaaaaaabench",
		["X-OCI-NS-TopicName"] = "bench",
		["X-OCI-NS-Timestamp"] = "2026-03-01T11:20:56.000+0000",
		["X-OCI-NS-SignatureVersion"] = "1.0",
		["X-OCI-NS-Signature"] = string.rep("QmVuY2g", 49),
	}
	if args[3] ~= "-" then
		headers["Authorization"] = "Basic " .. args[3]
	end
end

function request()
	number = number + 1
	local now = os.time()
	if now ~= second then
		second = now
		stamp = os.date("!%Y-%m-%dT%H:%M:%S.205Z", now)
	end
	local values = { TIME = stamp, NUMBER = string.format("%010d", number),
		RESOURCE = string.format("%05d", number % 10000) }
	headers["X-OCI-NS-MessageId"] = "bench-" .. values.NUMBER
	local body = {}
	for i, part in ipairs(parts) do
		body[i] = i % 2 == 0 and values[part] or part
	end
	return wrk.format("POST", nil, headers, table.concat(body))
end

function done(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("BENCH requests=%d micros=%d refused=%d broken=%d p50=%d p99=%d max=%d\n", summary.requests,
		summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
		latency:percentile(50), latency:percentile(99), latency.max))
end
