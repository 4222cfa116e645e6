package io.onsrelay.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.onsrelay.standin.OnsMessage;
import io.onsrelay.standin.OnsTopic;

/**
 * What a message is recognised by wherever it arrives: one of a sequence of events of one
 * resource, which carries the mark as its name.
 *
 * @param resource the number of the resource
 * @param sequence the event's place among those of its resource
 */
record SequencedEvent(int resource, int sequence) {

	private static final Pattern TEXT = Pattern.compile("mark-(\\d{3})-(\\d{4})");

	private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");

	/**
	 * Return marks for a number of resources with a number of events each, the first
	 * event of every resource first.
	 */
	static List<SequencedEvent> of(int resources, int eventsOfEach) {
		return of(resources, 0, eventsOfEach);
	}

	/**
	 * Return marks for a number of resources with the events from one number to before
	 * another.
	 */
	static List<SequencedEvent> of(int resources, int fromSequence, int toSequence) {
		return IntStream.range(fromSequence, toSequence)
			.boxed()
			.flatMap((sequence) -> IntStream.range(0, resources)
				.mapToObj((resource) -> new SequencedEvent(resource, sequence)))
			.toList();
	}

	/**
	 * Finds the mark in whatever a destination was sent.
	 */
	static SequencedEvent in(String text) {
		return TEXT.matcher(text)
			.results()
			.findFirst()
			.map((match) -> new SequencedEvent(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
			.orElseThrow(() -> new AssertionError("There is no mark in " + text));
	}

	/**
	 * Return the message that carries the mark: however often it is asked for, under the
	 * same message id.
	 */
	OnsMessage message(OnsTopic topic) {
		String id = UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
		return topic.notification(id, body(id));
	}

	private String body(String id) {
		return """
				{
				  "eventType": "com.oraclecloud.computeapi.instanceaction.end",
				  "cloudEventsVersion": "0.1",
				  "eventTypeVersion": "2.0",
				  "source": "ComputeApi",
				  "eventTime": "%s",
				  "contentType": "application/json",
				  "data": {
				    "compartmentId": "ocid1.compartment.oc1..aaaaaaaamark",
				    "compartmentName": "marks",
				    "resourceName": "%s",
				    "resourceId": "ocid1.instance.oc1.phx.mark%d",
				    "availabilityDomain": "qTzA:PHX-AD-2",
				    "additionalDetails": {"instanceActionType": "stop", "shape": "VM.Standard.E5.Flex"}
				  },
				  "eventID": "%s",
				  "extensions": {"compartmentId": "ocid1.compartment.oc1..aaaaaaaamark"}
				}
				""".formatted(FIRST.plusSeconds(this.sequence), this, this.resource, id);
	}

	@Override
	public String toString() {
		return "mark-%03d-%04d".formatted(this.resource, this.sequence);
	}

}
