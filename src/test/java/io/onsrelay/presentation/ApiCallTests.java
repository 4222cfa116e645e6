package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Who called, whether it worked, and what it changed: an audit record reads the same as
 * an event and by Connector Hub.
 */
class ApiCallTests {

	private final Presenter presenter = Presenters.standard();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refusedCallIsNoSuccess(boolean asEvent) {
		Presentation presentation = present(asEvent, "identityControlPlane.CreateUser", "409", "{}",
				"{\"name\":\"greta\",\"lifecycleState\":\"ACTIVE\"}");
		assertThat(presentation.title()).isEqualTo("Creating user greta was refused (409)");
		assertThat(presentation.status()).isEqualTo(Status.FAILED);
		assertThat(presentation.severity()).isEqualTo(Severity.WARNING);
		assertThat(presentation.actor()).isEqualTo("olaf@example.com");
		assertThat(presentation.resource()).isEqualTo("greta");
		assertThat(presentation.facts()).extracting(Fact::label, Fact::value)
			.contains(tuple("Who", "olaf@example.com"), tuple("From", "203.0.113.5"), tuple("Answer", "409"),
					tuple("Answer says", "Because"), tuple("Name", "greta"), tuple("Lifecycle state", "ACTIVE"));
		assertThat(presentation.toString()).doesNotContain("nobody-may-see");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void successTellsWhoDidIt(boolean asEvent) {
		Presentation presentation = present(asEvent, "identityControlPlane.CreateUser", "200", "{}", "{}");
		assertThat(presentation.title()).isEqualTo("User created: greta by olaf@example.com");
		assertThat(presentation.status()).isEqualTo(Status.SUCCEEDED);
		assertThat(presentation.severity()).isEqualTo(Severity.INFO);
		assertThat(presentation.facts()).contains(new Fact("Service", "Identity and Access Management", Form.SHORT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					computeApi.LaunchInstance.begin        | 404 | Launching instance greta was refused (404)
					computeApi.InstanceAction              | 429 | Instance action was refused (429): greta
					databaseService.RotateVmClusterSslCerts| 500 | Rotating VM cluster SSL certs greta was refused (500)
					objectStorage.PutObject                | 403 | Storing object greta was refused (403)
					identity.ApplyPolicy                   | 400 | Applying policy greta was refused (400)
					identity.SetQuota                      | 412 | Setting quota greta was refused (412)
					computeApi.StopInstance                | 409 Conflict | Stopping instance greta was refused (409)
					osmh.RemovePackagesFromManagedInstance | 404 | Removing packages from managed instance was refused (404): greta
					""")
	void refusalReadsWell(String type, String status, String title) {
		assertThat(present(true, type, status, "{}", "{}").title()).isEqualTo(title);
		assertThat(present(false, type, status, "{}", "{}").title()).isEqualTo(title);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "40", "4041", "x", "", "302", "\\u0664\\u0660\\u0664" })
	void statusOfAnotherFormIsNoRefusal(String status) {
		assertThat(present(true, "computeApi.StopInstance", status, "{}", "{}").title())
			.isEqualTo("Instance stopped: greta by olaf@example.com");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void changedFieldsTellWhatTheyWere(boolean asEvent) {
		Presentation presentation = present(asEvent, "computeApi.UpdateInstance", "200",
				"{\"displayName\":\"old\",\"shape\":\"E4\",\"ocpus\":{\"count\":1},\"faultDomain\":\"FD1\"}",
				"{\"displayName\":\"new\",\"shape\":\"E4\",\"ocpus\":{\"count\":2},\"vnicId\":\"v\"}");
		assertThat(presentation.facts()).extracting(Fact::label, Fact::value)
			.contains(tuple("Display name", "old → new"), tuple("OCPUs count", "1 → 2"), tuple("VNIC ID", "v"),
					tuple("Fault domain", "FD1 → none"))
			.doesNotContain(tuple("Shape", "E4"));
	}

	@Test
	void deletedResourceShowsWhatItWas() {
		assertThat(present(true, "computeApi.DeleteImage", "204", "{\"displayName\":\"old\"}", "{}").facts())
			.contains(new Fact("Display name", "old → none", Form.SHORT));
	}

	@Test
	void eventWithoutCallIsAsBefore() {
		Presentation presentation = this.presenter.present(Fixtures.message("identitycontrolplane.createuser"));
		assertThat(presentation.actor()).isNull();
		assertThat(presentation.facts()).extracting(Fact::label).doesNotContain("Who", "From", "Answer");
	}

	private Presentation present(boolean asEvent, String type, String status, String previous, String current) {
		String name = type.substring(type.indexOf('.') + 1);
		String data = """
				{"eventName": "%s", "compartmentId": "ocid1.tenancy.oc1..lake", "compartmentName": "lake",
				"resourceName": "greta", "resourceId": "", "additionalDetails": null, "internalDetails": null,
				"identity": {"principalName": "olaf@example.com", "ipAddress": "203.0.113.5",
				"credentials": "nobody-may-see"}, "request": {"headers": {"authorization": ["nobody-may-see"]}},
				"response": {"status": "%s", "message": "Because"}, "stateChange": {"previous": %s, "current": %s}}"""
			.formatted(name, status, previous, current);
		String json = asEvent ? """
				{"cloudEventsVersion": "0.1", "eventType": "com.oraclecloud.%s", "eventTime": "2026-05-05T10:00:00Z",
				"data": %s}""".formatted(type, data) : """
				{"specversion": "1.0", "type": "com.oraclecloud.%s", "time": "2026-05-05T10:00:00Z", "oracle": {},
				"source": "greta", "data": %s}""".formatted(type, data);
		return this.presenter.present(Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8))));
	}

}
