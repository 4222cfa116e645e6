package io.onsrelay.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An audit or log record that Connector Hub publishes. See
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/top_level_logging_format.htm.
 *
 * @param recordId the id of the record
 * @param recordType the type as it was sent, such as
 * {@code com.oraclecloud.ComputeApi.GetInstance}
 * @param source the source of the record
 * @param time when it happened
 * @param compartmentId the OCID of the compartment
 * @param eventName the API operation, for an audit record
 * @param principalName the name of the principal that called it, for an audit record
 * @param resource the id of the resource if the record names one, else the last OCID in
 * the request path of an audit record, else the resource whose log it is
 * @param region the region that the wrapper of the record names
 * @param json the whole record, without a wrapper {@code logContent}
 */
public record LogRecord(@Nullable String recordId, @Nullable String recordType, @Nullable String source,
		@Nullable Instant time, @Nullable String compartmentId, @Nullable String eventName,
		@Nullable String principalName, @Nullable String resource, @Nullable String region,
		JsonNode json) implements Content {

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
	 * Return no key: records come in batches, which the message id of ONS identifies.
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
	 * Return type and id only: a record may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "LogRecord[%s, %s]".formatted(Excerpt.of(this.recordType), Excerpt.of(this.recordId));
	}

}
