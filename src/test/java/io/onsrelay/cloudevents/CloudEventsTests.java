package io.onsrelay.cloudevents;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CloudEvents}, whose events the reader of io.cloudevents reads back.
 */
class CloudEventsTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final CloudEvents events = new CloudEvents(Presenters.standard());

	static Stream<String> fixtures() {
		return Fixtures.names().stream();
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void everyFixtureIsReadBack(String fixture) {
		assertValid(Fixtures.message(fixture));
	}

	@Test
	void everyHostileMessageIsReadBack() {
		// Longer names of fields are more than the reader takes.
		HostileMessages.some(2_000).filter((message) -> message.body().length() < 50_000).forEach(this::assertValid);
	}

	@Test
	void eventKeepsItsAttributes() {
		CloudEvent event = only("computeapi.instanceaction.stop.end");
		assertThat(event.getId()).isEqualTo("5f0c1e2a-0000-4a00-8b00-000000000008");
		assertThat(event.getType()).isEqualTo("com.oraclecloud.computeapi.instanceaction.end");
		assertThat(event.getSource()).isEqualTo(URI.create("ComputeApi"));
		assertThat(event.getSubject()).isEqualTo("ocid1.instance.oc1.eu-frankfurt-1.antheljsheron");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-03-01T11:20:55.205Z"));
		assertThat(event.getDataContentType()).isEqualTo("application/json");
		assertThat(event.getExtension("compartmentid")).isEqualTo("ocid1.compartment.oc1..aaaaaaaaharbour");
		assertThat(event.getExtension("eventtypeversion")).isEqualTo("2.0");
		assertThat(event.getExtension("onstopic")).isEqualTo(Fixtures.TOPIC);
		assertThat(data(event))
			.isEqualTo(Fixtures.message("computeapi.instanceaction.stop.end").first().json().get("data"));
	}

	@ParameterizedTest
	@CsvSource({ "alarm.v1.5.ok_to_firing, io.onsrelay.alarm.ok_to_firing",
			"alarm.v1.0.repeat, io.onsrelay.alarm.repeat", "alarm.v1.3.firing_to_ok, io.onsrelay.alarm.firing_to_ok",
			"alarm.v1.5.reset, io.onsrelay.alarm.reset", "log.audit, com.oraclecloud.ComputeApi.GetInstance",
			"plain.json, io.onsrelay.plain", "plain.text, io.onsrelay.plain", "malformed.alarm, io.onsrelay.plain" })
	void everyKindHasType(String fixture, String type) {
		assertThat(only(fixture).getType()).isEqualTo(type);
	}

	@Test
	void alarmIsIdentifiedByWhatHappenedToIt() {
		CloudEvent firing = only("alarm.v1.5.ok_to_firing");
		CloudEvent over = only("alarm.v1.5.firing_to_ok");
		assertThat(firing.getSource()).isEqualTo(over.getSource())
			.isEqualTo(URI.create("ocid1.alarm.oc1.eu-frankfurt-1.aaaaaaaaheroncpu"));
		assertThat(firing.getId()).startsWith("alarm:a1a1a1a1-105-4b4b-8c8c-heroncpu0001:1772359200000:")
			.isNotEqualTo(over.getId());
		assertThat(firing.getSubject()).isEqualTo("ocid1.instance.oc1.eu-frankfurt-1.antheljsheron");
		assertThat(firing.getExtension("severity")).isEqualTo("critical");
		assertThat(data(firing).path("alarmMetaData")).hasSize(1);
	}

	@Test
	void logRecordKeepsItsAttributesAndLosesItsSecrets() {
		CloudEvent event = only("log.audit");
		assertThat(event.getId()).isEqualTo("7b7b7b7b-5555-4a5a-8e8e-7f0000000005");
		assertThat(event.getExtension("tenantid")).isEqualTo("ocid1.tenancy.oc1..aaaaaaaalighthouse");
		assertThat(event.getExtension("loggroupid")).isEqualTo("_Audit");
		assertThat(data(event).at("/request/headers/Authorization").toString()).isEqualTo("\"******\"");
		assertThat(data(event).at("/data").isMissingNode()).isTrue();
	}

	@Test
	void textIsTextAndJsonIsJson() {
		CloudEvent text = only("plain.text");
		assertThat(text.getDataContentType()).isEqualTo("text/plain");
		assertThat(new String(Objects.requireNonNull(text.getData()).toBytes(), StandardCharsets.UTF_8))
			.isEqualTo(Fixtures.body("plain.text").text());
		assertThat(text.getId()).isEqualTo(Fixtures.message("plain.text").id().toString());
		assertThat(only("plain.json").getDataContentType()).isEqualTo("application/json");
	}

	@Test
	void batchIsBatchAndItsRecordsHaveDifferentIds() {
		Message batch = Fixtures.parse("[%1$s,%1$s,%1$s]".formatted(Fixtures.body("log.audit").text()));
		CloudEventsDocument document = this.events.map(batch);
		assertThat(document.contentType()).isEqualTo("application/cloudevents-batch+json; charset=utf-8");
		assertThat(read(document)).extracting(CloudEvent::getId)
			.containsExactly("7b7b7b7b-5555-4a5a-8e8e-7f0000000005", batch.id() + "#2", batch.id() + "#3");
	}

	@Test
	void partOfBatchIsOneEvent() {
		Message batch = Fixtures.parse("[\"a\",\"b\",\"c\"]");
		CloudEventsDocument document = this.events.map(batch.part(new Message.Records("2")));
		assertThat(document.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
		assertThat(read(document)).singleElement().extracting(CloudEvent::getId).isEqualTo(batch.id() + "#2");
	}

	@ParameterizedTest
	@CsvSource({ "ComputeApi, ComputeApi", "/n/ns/b/b/o/a file.pdf, %2Fn/ns/b/b/o/a%20file.pdf",
			"https://x.example/y?z=1, https://x.example/y?z=1", "a b:c, a%20b%3Ac", "grüße, gr%C3%BC%C3%9Fe",
			"100%, 100%25", "//[, %2F/%5B" })
	void sourceIsUriReference(String source, String expected) {
		Message message = Fixtures.parse("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.x.y","source":"%s"}""".formatted(source));
		assertThat(read(this.events.map(message))).singleElement()
			.extracting((event) -> event.getSource().toString())
			.isEqualTo(expected);
	}

	@Test
	void idThatHoldsSecretIsDigestAndStaysUnique() {
		List<String> ids = Stream.of("one", "two")
			.map((value) -> Fixtures.parse("""
					{"cloudEventsVersion":"0.1","eventType":"x","eventID":"https://u:%s@host/"}""".formatted(value)))
			.map((message) -> read(this.events.map(message)).getFirst().getId())
			.toList();
		assertThat(ids).doesNotHaveDuplicates().allMatch((id) -> id.matches("sha256:[0-9a-f]{64}"));
	}

	@Test
	void patternThatTakesTooLongWithholdsData() {
		CloudEvents slow = new CloudEvents(Presenters.redacting(new SimpleMeterRegistry(), "a(.*b)?"));
		Message message = Fixtures
			.parse("{\"eventType\":\"%s\",\"cloudEventsVersion\":\"0.1\"}".formatted("a".repeat(200_000)));
		CloudEvent event = read(slow.map(message)).getFirst();
		assertThat(event.getType()).isEqualTo("io.onsrelay.withheld");
		assertThat(event.getId()).isEqualTo(message.id().toString());
		assertThat(data(event).path("note").asText()).contains("relay.redaction.patterns");
	}

	private CloudEvent only(String fixture) {
		return read(this.events.map(Fixtures.message(fixture))).getFirst();
	}

	private void assertValid(Message message) {
		CloudEventsDocument document = this.events.map(message);
		List<CloudEvent> read = read(document);
		assertThat(read).hasSameSizeAs(message.contents());
		Set<String> ids = new HashSet<>();
		for (CloudEvent event : read) {
			assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
			assertThat(event.getId()).isNotBlank();
			assertThat(event.getType()).isNotBlank();
			assertThat(event.getSource().toString()).isNotBlank().isPrintable();
			assertThat(event.getAttributeNames()).allMatch((name) -> name.matches("[a-z]{1,20}"));
			assertThat(event.getExtensionNames()).allMatch((name) -> name.matches("[a-z0-9]{1,20}"));
			assertThat(Optional.ofNullable(event.getSubject()).orElse("-")).doesNotMatch("(?s).*\\p{Cntrl}.*");
			assertThat(ids.add(event.getSource() + " " + event.getId())).as("the id is unique").isTrue();
		}
		assertThat(document.json()).doesNotContain("nobody-may-see");
		assertThat(document.toString()).hasSizeLessThan(100);
	}

	private static JsonNode data(CloudEvent event) {
		try {
			return JSON.readTree(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8));
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<CloudEvent> read(CloudEventsDocument document) {
		try {
			JsonNode json = JSON.readTree(document.json());
			List<CloudEvent> read = new ArrayList<>();
			for (JsonNode event : json.isArray() ? json : JSON.createArrayNode().add(json)) {
				read.add(new JsonFormat().deserialize(event.toString().getBytes(StandardCharsets.UTF_8)));
			}
			return read;
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
