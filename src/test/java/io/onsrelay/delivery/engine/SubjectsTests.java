package io.onsrelay.delivery.engine;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.redaction.ExtraPattern;
import io.onsrelay.redaction.Redaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Subjects}.
 */
class SubjectsTests {

	private final Subjects subjects = new Subjects(new Redaction(List.of()));

	@Test
	void eventIsNamedByItsResource() {
		Message message = Fixtures.message("computeapi.instanceaction.stop.end");
		assertThat(of(message)).startsWith("message " + message.id() + ", resource ").contains(" (ocid1.instance.");
	}

	@Test
	void alarmIsNamedByItsTitle() {
		Message message = Fixtures.parse("""
				{"dedupeKey":"k","title":"CPU is high","type":"OK_TO_FIRING","alarmMetaData":[{"id":"ocid1.alarm.x"}],
				"severity":"CRITICAL","timestampEpochMillis":1772366096000,"version":1.5}""");
		assertThat(of(message)).isEqualTo("message %s, alarm CPU is high".formatted(message.id()));
	}

	@Test
	void textIsNamedByItsMessageOnly() {
		Message message = Fixtures.message("plain.text");
		assertThat(of(message)).isEqualTo("message " + message.id());
	}

	@Test
	void nameIsOneShortLineWithoutSecrets() {
		Message message = event("a\\nb password=hunter2hunter2 " + "x".repeat(200));
		assertThat(of(message)).contains("resource a b password=******")
			.endsWith("…")
			.doesNotContain("hunter2", "\n")
			.hasSizeLessThan(200);
	}

	@Test
	void nameIsLeftOutWherePatternsOfUsersMayHideIt() {
		Message message = event("secret-project");
		Subjects hiding = new Subjects(new Redaction(List.of(ExtraPattern.compile("secret-\\w+"))));
		assertThat(hiding.of(notification(message))).isEqualTo("message " + message.id());
	}

	@Test
	void partIsNamedWithItsRecords() {
		Message batch = Fixtures.parse("[%1$s,%1$s]".formatted(Fixtures.body("log.audit").text()));
		assertThat(of(batch.part(new Message.Records("2")))).startsWith("message %s#2".formatted(batch.id()));
	}

	private static Message event(String name) {
		return Fixtures.parse("""
				{"eventType":"com.oraclecloud.x","cloudEventsVersion":"0.1","eventTypeVersion":"2.0","source":"x",
				"eventTime":"2026-03-01T12:00:00Z","eventID":"1","contentType":"application/json",
				"data":{"resourceName":"%s"}}""".formatted(name));
	}

	private String of(Message message) {
		return this.subjects.of(notification(message));
	}

	private static Notification notification(Message message) {
		return new Notification(message, Destination.of("slack/ops"), "all", PresentationOverrides.NONE);
	}

}
