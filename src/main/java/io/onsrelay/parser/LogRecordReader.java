package io.onsrelay.parser;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.LogRecord;

/**
 * Reads records of Connector Hub, bare or in the wrapper of search results of OCI
 * Logging: {@code {"datetime": 1772357463118, "logContent": {…}}}.
 */
final class LogRecordReader {

	private static final String WRAPPED = "logContent";

	private LogRecordReader() {
	}

	static boolean recognizes(JsonNode json) {
		return json.has(WRAPPED) || (json.has("specversion") && json.has("oracle"));
	}

	static LogRecord read(JsonNode json) {
		JsonFields wrapper = new JsonFields(json);
		JsonFields inside = wrapper.object(WRAPPED);
		JsonFields log = inside.node().isMissingNode() ? wrapper : inside;
		JsonFields data = log.object("data");
		return new LogRecord(log.text("id"), log.text("type"), log.text("source"), time(log, wrapper),
				compartmentId(log, data), data.text("eventName"), data.object("identity").text("principalName"),
				resource(log, data), region(log, wrapper), log.node());
	}

	private static @Nullable Instant time(JsonFields log, JsonFields wrapper) {
		Instant time = log.time("time");
		return (time != null) ? time : wrapper.time("datetime");
	}

	private static @Nullable String compartmentId(JsonFields log, JsonFields data) {
		String compartmentId = log.object("oracle").text("compartmentid", "compartmentId");
		return (compartmentId != null) ? compartmentId : data.text("compartmentId");
	}

	private static @Nullable String resource(JsonFields log, JsonFields data) {
		String id = Resources.id(data);
		String named = (id != null) ? id : Resources.ofPath(data.object("request").text("path"));
		return (named != null) ? named : Resources.ofOracle(log.object("oracle"));
	}

	private static @Nullable String region(JsonFields log, JsonFields wrapper) {
		String region = wrapper.text("regionId", "regionid");
		return (region != null) ? region : log.text("regionId", "regionid");
	}

}
