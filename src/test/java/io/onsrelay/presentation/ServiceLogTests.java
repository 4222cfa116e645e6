package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Severity;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Log records of services, by Connector Hub.
 */
class ServiceLogTests {

	private static final String CONNECTOR = "ocid1.serviceconnector.oc1.phx.gullgull";

	private final Presenter presenter = Presenters.standard();

	@Test
	void recordWithLevelErrorIsAFailureOfItsResource() {
		Message message = message("""
				{"datetime": 1777777200000, "regionId": "us-phoenix-1", "logContent": {"specversion": "1.0",
				"type": "com.oraclecloud.sch.serviceconnector.runlog", "source": "gulls-to-quay",
				"oracle": {"resourceid": "%s", "logid": "ocid1.log.oc1.phx.l"},
				"data": {"level": "ERROR", "message": "Run failed - no such target", "messageType": "RUN"}}}"""
			.formatted(CONNECTOR));
		Presentation presentation = this.presenter.present(message);
		assertThat(presentation.title()).isEqualTo("Run failed - no such target");
		assertThat(presentation.severity()).isEqualTo(Severity.ERROR);
		assertThat(presentation.status()).isEqualTo(Status.FAILED);
		assertThat(presentation.resource()).isEqualTo("gulls-to-quay");
		assertThat(presentation.resourceType()).isEqualTo("serviceconnector");
		assertThat(presentation.region()).isEqualTo("us-phoenix-1");
		assertThat(presentation.facts()).contains(new Fact("Service", "Connector Hub", Form.SHORT));
		assertThat(message.orderingKey()).isEqualTo("resource:" + CONNECTOR);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"level":"DEBUG"}            | INFO     | INFO
			{"level":"info"}             | INFO     | INFO
			{"level":"Notice"}           | INFO     | INFO
			{"level":"WARN"}             | WARNING  | INFO
			{"logLevel":"Warning"}       | WARNING  | INFO
			{"severity":"SEVERE"}        | ERROR    | FAILED
			{"level":"err"}              | ERROR    | FAILED
			{"level":"FATAL"}            | CRITICAL | FAILED
			{"severityText":"Critical"}  | CRITICAL | FAILED
			{"level":"Emergency"}        | CRITICAL | FAILED
			{"level":3}                  | ERROR    | FAILED
			{"level":"4"}                | WARNING  | INFO
			{"severity":6}               | INFO     | INFO
			{"level":50}                 | ERROR    | FAILED
			{"level":60}                 | CRITICAL | FAILED
			{"level":30}                 | INFO     | INFO
			{"severityNumber":17}        | ERROR    | FAILED
			{"severityNumber":13}        | WARNING  | INFO
			{"level":"loud"}             | INFO     | INFO
			{"level":{"a":1}}            | INFO     | INFO
			{"level":-3}                 | INFO     | INFO
			{}                           | INFO     | INFO
			""")
	void recordIsAsBadAsItsLevel(String data, Severity severity, Status status) {
		Presentation presentation = this.presenter.present(record(data));
		assertThat(presentation.severity()).isEqualTo(severity);
		assertThat(presentation.status()).isEqualTo(status);
	}

	@Test
	void titleIsTheFirstLineOfTheMessage() {
		Presentation presentation = this.presenter.present(record("{\"msg\":\"\\n first \\nsecond\"}"));
		assertThat(presentation.title()).isEqualTo("first");
		assertThat(presentation.facts()).contains(new Fact("Message", "first \nsecond", Form.PROSE));
	}

	@Test
	void longMessageIsCutInTheTitleOnly() {
		String message = "lantern ".repeat(60).strip();
		Presentation presentation = this.presenter.present(record("{\"message\":\"" + message + "\"}"));
		assertThat(presentation.title()).hasSizeLessThan(151).endsWith("lantern…");
		assertThat(presentation.facts()).contains(new Fact("Message", message, Form.PROSE));
	}

	@Test
	void textInPlaceOfDataIsTheMessage() {
		assertThat(this.presenter.present(record("\"lamp is out\"")).title()).isEqualTo("lamp is out");
	}

	@Test
	void regionOfTheWrapperIsTheLastResort() {
		String wrapped = """
				{"regionId": "us-phoenix-1", "logContent": {"specversion": "1.0", "oracle": {%s}, "data": {}}}""";
		assertThat(this.presenter.present(message(wrapped.formatted(""))).region()).isEqualTo("us-phoenix-1");
		assertThat(this.presenter.present(message(wrapped.formatted("\"resourceid\": \"ocid1.x.oc1.fra.y\""))).region())
			.isEqualTo("eu-frankfurt-1");
	}

	private static Message record(String data) {
		return message(
				"{\"specversion\":\"1.0\",\"type\":\"com.oraclecloud.x.y\",\"oracle\":{},\"data\":" + data + "}");
	}

	private static Message message(String json) {
		return new MessageParser().parse(Fixtures.message("log.record").id(),
				Fixtures.message("log.record").receivedAt(), new OnsHeaders(Map.of()),
				Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

}
