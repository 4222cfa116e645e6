package io.onsrelay.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An event of OCI Events, in the envelope of CloudEvents 0.1. Any field may be missing; a
 * string {@code null} counts as missing. See
 * https://docs.oracle.com/en-us/iaas/Content/Events/Reference/eventenvelopereference.htm.
 *
 * @param eventId the id of the event, the same in each delivery and for each rule
 * @param eventType the type as it was sent, such as
 * {@code com.oraclecloud.computeapi.launchinstance.end}
 * @param source the service that emitted the event, in its own spelling
 * @param eventTime when it happened
 * @param compartmentId the OCID of the compartment, from the data or the extensions
 * @param compartmentName the name of the compartment
 * @param resourceName the name of the resource
 * @param resource the id of the resource as it was sent: an OCID in either letter case, a
 * path, or other text; {@code null} also for {@code not applicable}
 * @param availabilityDomain the availability domain
 * @param freeformTags free-form tags by key
 * @param definedTags defined tags by namespace and key
 * @param additionalDetails an object with the fields of the service, those in
 * {@code additionalDetails} and those that stand beside it; empty where there are none
 * @param json the whole event
 */
public record OciEvent(@Nullable String eventId, @Nullable String eventType, @Nullable String source,
		@Nullable Instant eventTime, @Nullable String compartmentId, @Nullable String compartmentName,
		@Nullable String resourceName, @Nullable String resource, @Nullable String availabilityDomain,
		Map<String, String> freeformTags, Map<String, Map<String, String>> definedTags, JsonNode additionalDetails,
		JsonNode json) implements Content {

	/**
	 * Takes unmodifiable copies of the tags, in their order.
	 */
	public OciEvent {
		Map<String, Map<String, String>> namespaces = new LinkedHashMap<>();
		definedTags
			.forEach((name, tags) -> namespaces.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(tags))));
		freeformTags = Collections.unmodifiableMap(new LinkedHashMap<>(freeformTags));
		definedTags = Collections.unmodifiableMap(namespaces);
	}

	@Override
	public Kind kind() {
		return Kind.EVENT;
	}

	@Override
	public Optional<Instant> occurredAt() {
		return Optional.ofNullable(this.eventTime);
	}

	@Override
	public Optional<String> resourceId() {
		return Optional.ofNullable(this.resource);
	}

	/**
	 * Return the key from {@code eventID}, as Oracle advises, and a digest of type and
	 * resource: some publishers give several events one id.
	 */
	@Override
	public Optional<String> deduplicationKey() {
		return Optional.ofNullable(this.eventId).map((id) -> "event:%s:%s".formatted(id, Sha256.hex(about())));
	}

	private String about() {
		String subject = Optional.ofNullable(this.resource).orElse(this.resourceName);
		return Stream.of(this.eventType, subject)
			.map((text) -> Objects.toString(text, "").toLowerCase(Locale.ROOT))
			.collect(Collectors.joining("\0"));
	}

	@Override
	public Optional<String> orderingKey() {
		return resourceId().map((id) -> "resource:" + id.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return type and id only: an event may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "OciEvent[%s, %s]".formatted(Excerpt.of(this.eventType), Excerpt.of(this.eventId));
	}

}
