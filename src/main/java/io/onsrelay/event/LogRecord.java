package io.onsrelay.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An audit or log record that Connector Hub passes on. See
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/top_level_logging_format.htm.
 *
 * @param recordId the id of the record
 * @param recordType what happened, such as
 * {@code com.oraclecloud.ComputeApi.GetInstance}, as it was sent
 * @param source where it comes from
 * @param time when it happened
 * @param compartmentId the OCID of the compartment
 * @param eventName the name of the call, for an audit record
 * @param principalName who did it, for an audit record
 * @param resource the id of the resource, where the record names one; for an audit record
 * otherwise the last OCID on the path of the call
 * @param json the whole record; where it came wrapped in {@code logContent}, the record
 * inside
 */
public record LogRecord(@Nullable String recordId, @Nullable String recordType, @Nullable String source,
		@Nullable Instant time, @Nullable String compartmentId, @Nullable String eventName,
		@Nullable String principalName, @Nullable String resource, JsonNode json) implements Content {

	@Override
	public Kind kind() {
		return Kind.LOG;
	}

	@Override
	public Optional<Instant> occurredAt() {
		return Optional.ofNullable(this.time);
	}

	@Override
	public Optional<String> resourceId() {
		return Optional.ofNullable(this.resource);
	}

	/**
	 * None: records come in batches, which ONS recognises by its own message id.
	 */
	@Override
	public Optional<String> deduplicationKey() {
		return Optional.empty();
	}

	@Override
	public Optional<String> orderingKey() {
		return resourceId().map((id) -> "resource:" + id.toLowerCase(Locale.ROOT));
	}

	/**
	 * Tells the type and the id only: a record may hold what must not reach a log.
	 */
	@Override
	public String toString() {
		return "LogRecord[%s, %s]".formatted(Excerpt.of(this.recordType), Excerpt.of(this.recordId));
	}

}
