package io.onsrelay.chart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told after an installation, and what {@code helm test} does.
 */
class NotesTests {

	@Test
	void stepsAreToldWithTheUsersOwnValues() {
		assertThat(Chart.notes(ExampleValues.SQLITE.yaml())).contains("with SQLite on a volume",
				"kubectl get secret -n ons ons -o jsonpath='{.data.password}'",
				"--topic-id ocid1.onstopic.oc1.phx.invented", "--endpoint https://relay.example.com/ons",
				"java -jar ons-relay.jar status --compartment", "statefulset/relay-ons-relay",
				"helm test -n ons relay");
	}

	@Test
	void stepsAreToldWithTheUsersOwnPathAndName() {
		assertThat(Chart.notes(ExampleValues.SQLITE_IN_FULL.yaml()))
			.contains("--endpoint https://<public-name>/hooks/ons", "RELAY_INGEST_USERNAME=oracle",
					"{.data.ingest\\.password}")
			.contains("Nothing leads to it from outside yet");
	}

	@Test
	void passwordIsFoundInTheLogWhenNoneIsConfigured() {
		assertThat(Chart.notes(ExampleValues.POSTGRES.yaml()))
			.contains("with PostgreSQL", "kubectl logs -n ons deployment/relay-ons-relay | grep -i password",
					"--endpoint https://relay.example.com/ons")
			.doesNotContain("RELAY_INGEST_USERNAME");
	}

	@Test
	void lackOfRoutesIsTold() {
		assertThat(Chart.notes("{}")).contains("There are no routes");
		assertThat(Chart.notes("relay: {presets: [cis]}")).doesNotContain("There are no routes");
		assertThat(Chart.notes(ExampleValues.SQLITE.yaml())).doesNotContain("There are no routes");
	}

	@Test
	void networkPolicyIsToldUnlessItIsSwitchedOff() {
		assertThat(Chart.notes(ExampleValues.POSTGRES.yaml())).contains("networkPolicy.ingressFrom",
				"and the database");
		assertThat(Chart.notes("{}")).contains("networkPolicy.monitoringFrom").doesNotContain("and the database");
		assertThat(Chart.notes("networkPolicy: {enabled: false}")).doesNotContain("networkPolicy");
	}

	@Test
	void testAsksForReadinessAndPostsWithoutCredentials() {
		String pod = Chart.renderHooks("relay: {ingest: {path: /hooks/ons}}").only("Pod").toString();
		assertThat(pod).contains("http://relay-ons-relay.ons.svc:8080/readyz",
				"http://relay-ons-relay.ons.svc:8080/hooks/ons", "= 401");
	}

	@Test
	void testUsesTlsWhenTheServiceDoes() {
		assertThat(Chart.renderHooks(ExampleValues.SQLITE_IN_FULL.yaml()).only("Pod").toString())
			.contains("https://relay.ons.svc:443/readyz");
	}

	@Test
	void testIsHookAndModelOfPod() {
		Manifests manifests = Chart.renderHooks(ExampleValues.SQLITE_IN_FULL.yaml());
		assertThat(KubernetesModels.read(manifests.only("Pod"))).isNotNull();
		assertThat(ExampleValues.SQLITE_IN_FULL.render().kinds()).as("an ordinary manifest").doesNotContain("Pod");
	}

}
