package io.onsrelay.notifier.slack.payload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.onsrelay.digest.Digest;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.slack.SlackPayloads;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

class SlackDigestTests {

	private static final String STOPPED = "computeapi.instanceaction.softstop.end";

	private static final String BUCKET = "objectstorage.createbucket";

	private static final String FIRING = "alarm.v1.5.ok_to_firing";

	private static final String FAILED = "databaseservice.backup.end.failed";

	private final SlackDigest digest = new SlackDigest();

	@Test
	void renderSaysHowManyAndTheWorstInOneLine() {
		JsonNode post = render(storm(20, STOPPED, FIRING, FAILED));
		assertThat(post.at("/blocks/0/text/text").asText()).isEqualTo("22 messages, 2 of them alarms or failures");
		assertThat(post.path("text").asText()).startsWith("22 messages, 2 of them alarms or failures: Alarm firing");
		assertThat(post.at("/attachments/0/color").asText()).isEqualTo("#a30200");
	}

	@Test
	void renderShowsAlarmsAndFailuresFirst() {
		String post = render(storm(20, BUCKET, FAILED, FIRING)).at("/attachments/0/blocks").toString();
		assertThat(post).containsSubsequence("Alarm firing: Heron CPU", "backup failed", "*Severity*",
				"First of the others", "Worst of the others");
	}

	@Test
	void renderWhenAlarmIsWithinABatchIsUrgent() {
		Message batch = Fixtures
			.parse("[" + Fixtures.body(BUCKET).text() + "," + Fixtures.body("alarm.v1.5.firing_to_ok").text() + "]");
		JsonNode post = SlackPayloads
			.check(digest(List.of(notification(Fixtures.message(BUCKET)), notification(batch))));
		assertThat(post.at("/blocks/0/text/text").asText()).isEqualTo("2 messages, 1 of them alarms or failures");
	}

	@Test
	void renderCountsBySeverityKindAndCompartment() {
		String post = render(storm(12, STOPPED, BUCKET, BUCKET)).toString();
		assertThat(post).contains("12 warning, 2 info").contains("12 instance, 2 bucket").contains("*Compartment*");
	}

	@Test
	void renderSwallowsNoAlarmHoweverMany() {
		List<String> all = new ArrayList<>(Collections.nCopies(Digest.MAX_MESSAGES, FIRING));
		String post = render(all).toString();
		assertThat(post.split("• Alarm firing: Heron CPU", -1)).hasSize(Digest.MAX_MESSAGES + 1);
	}

	@Test
	void renderWhenHostileIsWhatSlackAccepts() {
		List<Message> messages = HostileMessages.some(200).toList();
		for (int from = 0; from < messages.size(); from += Digest.MAX_MESSAGES) {
			SlackPayloads.check(digest(messages.subList(from, from + Digest.MAX_MESSAGES)
				.stream()
				.map(SlackDigestTests::notification)
				.toList()));
		}
	}

	/**
	 * So many of the first fixture, then the others.
	 */
	private static List<String> storm(int times, String first, String... others) {
		List<String> fixtures = new ArrayList<>(Collections.nCopies(times, first));
		fixtures.addAll(List.of(others));
		return fixtures;
	}

	private JsonNode render(List<String> fixtures) {
		return SlackPayloads
			.check(digest(fixtures.stream().map(Fixtures::message).map(SlackDigestTests::notification).toList()));
	}

	private ObjectNode digest(List<Notification> batch) {
		return this.digest.render(batch, Presenters.standard()::present);
	}

	private static Notification notification(Message message) {
		return new Notification(message, Destination.of("slack/ops"), "lifecycle", PresentationOverrides.NONE);
	}

}
