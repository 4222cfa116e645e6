package io.onsrelay.provisioning;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.ControlPlane.RuleContent;
import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;
import io.onsrelay.provisioning.pipeline.ControlPlane.Topic;
import io.onsrelay.provisioning.pipeline.ControlPlaneException;
import io.onsrelay.provisioning.pipeline.EndpointUrl;
import io.onsrelay.provisioning.rule.RuleAction;
import io.onsrelay.secret.Secret;
import io.onsrelay.standin.StandInOci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The SDK's real clients of Notifications and of Events, whose versions differ, against
 * the stand-in.
 */
class SdkControlPlaneTests {

	private static final String PASSWORD = "an invented/password";

	private static final EndpointUrl ENDPOINT = EndpointUrl.of("https://relay.test/ons", "ons", Secret.of(PASSWORD));

	@RegisterExtension
	private final Tenancy tenancy = new Tenancy();

	private final ControlPlane oci = this.tenancy.controlPlane();

	@Test
	void everythingIsCreatedReadAndDeletedByBothClients() {
		Topic topic = topic("infra-alerts");
		assertThat(topic.active()).isFalse();
		this.oci.topic(topic.id());
		assertThat(this.oci.topic(topic.id())).get().matches(Topic::active);
		Subscription subscription = subscription(topic);
		assertThat(subscription.state()).isEqualTo(Subscription.State.PENDING);
		RuleContent content = new RuleContent("{\"eventType\":\"com.oraclecloud.*\"}",
				Set.of(new RuleAction(RuleAction.Kind.ONS, topic.id()),
						new RuleAction(RuleAction.Kind.FAAS, "ocid1.fnfunc.oc1.phx.a"),
						new RuleAction(RuleAction.Kind.OSS, "ocid1.stream.oc1.phx.a")));
		String rule = this.oci.createRule(Tenancy.COMPARTMENT, "alerts", content, Map.of("ons-relay", "x"), "t").id();
		assertThat(this.oci.rules(Tenancy.COMPARTMENT, (tags) -> "x".equals(tags.get("ons-relay")))).singleElement()
			.matches((each) -> each.content().condition().equals(content.condition())
					&& each.content().actions().containsAll(content.actions()) && each.enabled());
		assertThat(this.oci.rules(Tenancy.COMPARTMENT, (tags) -> "y".equals(tags.get("ons-relay")))).isEmpty();
		this.oci.changeRule(rule, new RuleContent("{}", Set.of(new RuleAction(RuleAction.Kind.ONS, topic.id()))));
		assertThat(this.oci.rule(rule)).get().matches((each) -> each.content().condition().equals("{}"));
		this.oci.deleteRule(rule);
		this.oci.deleteSubscription(subscription.id());
		this.oci.deleteTopic(topic.id());
		assertThat(this.tenancy.oci().state()).isEmpty();
	}

	@Test
	void creationsHaveTheirRetryTokenAndTheUrlIsEncoded() {
		Topic topic = topic("a");
		subscription(topic);
		this.tenancy.oci()
			.server()
			.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/20181201/topics"))
				.withHeader("opc-retry-token", WireMock.equalTo("token-a")));
		assertThat(this.tenancy.oci().resources("subscriptions")).singleElement()
			.matches((each) -> each.path("endpoint")
				.asText()
				.equals("https://ons:an%20invented%2Fpassword@relay.test/ons"));
	}

	@Test
	void subscriptionWhenApiShowsCredentialsHasNone() {
		subscription(topic("a"));
		assertThat(this.oci.subscriptions(Tenancy.COMPARTMENT)).singleElement()
			.matches((each) -> each.address().equals("https://relay.test/ons"));
		assertThat(this.oci.subscriptions(Tenancy.COMPARTMENT).toString()).doesNotContain("invented");
	}

	@Test
	void listsWithSeveralPagesAreComplete() {
		IntStream.range(0, 5).forEach((i) -> topic("topic-" + i));
		assertThat(this.oci.topics(Tenancy.COMPARTMENT)).extracting(Topic::name)
			.containsExactly("topic-0", "topic-1", "topic-2", "topic-3", "topic-4");
	}

	@Test
	void retryDurationIsSetByASecondCallAndReadInBothShapes() {
		Subscription subscription = subscription(topic("a"));
		assertThat(subscription.effectiveRetryDuration()).isEqualTo(Duration.ofHours(2));
		this.oci.setRetryDuration(subscription, Duration.ofMinutes(30));
		assertThat(this.oci.subscription(subscription.id())).get()
			.matches((each) -> each.effectiveRetryDuration().equals(Duration.ofMinutes(30)));
		assertThat(this.oci.subscriptions(Tenancy.COMPARTMENT)).singleElement()
			.matches((each) -> each.effectiveRetryDuration().equals(Duration.ofMinutes(30)));
	}

	@Test
	void setRetryDurationWhenSubscriptionHasChangedSaysSo() {
		Subscription subscription = subscription(topic("a"));
		this.oci.setRetryDuration(subscription, Duration.ofMinutes(30));
		assertThatExceptionOfType(ControlPlaneException.class)
			.isThrownBy(() -> this.oci.setRetryDuration(subscription, Duration.ofMinutes(40)))
			.withMessageContaining("412 NoEtagMatch")
			.withMessageContaining("Run the same command again");
	}

	@Test
	void ruleWhenActionOrRuleIsDisabledIsNotEnabledAndTellsItsMessages() {
		String rule = this.tenancy.oci().create("rules", """
				{"displayName": "r", "condition": "{}", "lifecycleState": "INACTIVE", "lifecycleMessage": "no topic",
				 "isEnabled": true, "actions": {"actions": [{"actionType": "ONS", "topicId": "t", "isEnabled": false,
				 "lifecycleMessage": "not permitted"}]}}
				""");
		assertThat(this.oci.rule(rule)).get()
			.matches((each) -> !each.enabled() && each.state().equals("INACTIVE")
					&& each.message().equals("no topic; not permitted"));
	}

	@Test
	void callWhenTooManyWereMadeIsRepeatedAndSaysSo() {
		storm(3);
		assertThat(this.oci.topics(Tenancy.COMPARTMENT)).isEmpty();
		assertThat(this.tenancy.waits()).hasSize(3)
			.allMatch((line) -> line.equals("  OCI answers 429 TooManyRequests. Trying again in 0 s"));
	}

	@Test
	void callWhenStormDoesNotEndSaysWhatToDo() {
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/20181201/topics"))
				.willReturn(StandInOci.failure(429, "TooManyRequests", "slow down")));
		assertThatExceptionOfType(ControlPlaneException.class).isThrownBy(() -> this.oci.topics(Tenancy.COMPARTMENT))
			.withMessageContaining("goes on where it has stopped");
		assertThat(this.tenancy.waits()).hasSize(7);
	}

	@Test
	void callWhenThereIsNoResponseNamesTheRegion() {
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/20181201/topics"))
				.willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThatExceptionOfType(ControlPlaneException.class).isThrownBy(() -> this.oci.topics(Tenancy.COMPARTMENT))
			.withMessageContaining("there was no response")
			.withMessageContaining("us-phoenix-1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					400 | InvalidParameter                       | must be JSON
					400 | CannotParseRequest                     | HCL
					400 | MissingParameter                       | Oracle says: no
					400 | LimitExceeded                          | limit
					400 | QuotaExceeded                          | Governance, Limits, Quotas and Usage
					400 | RelatedResourceNotAuthorizedOrNotFound | --function and --stream
					401 | NotAuthenticated                       | five minutes
					403 | NotAllowed                             | home region
					404 | NotAuthorizedOrNotFound                | Allow group <group> to manage cloudevents-rules in compartment id ocid1.compartment.oc1..aaaatest
					404 | NotAuthorizedOrNotFound                | Region: us-phoenix-1
					409 | IncorrectState                         | in a minute
					412 | NoEtagMatch                            | changed by another call
					429 | TooManyRequests                        | 60 such calls a minute
					500 | InternalServerError                    | ocistatus.oraclecloud.com
					500 | InternalError                          | ocistatus.oraclecloud.com
					418 | Teapot                                 | Oracle says: no
					""")
	void createRuleWhenItIsRefusedSaysWhyAndWhatMendsIt(int status, String code, String advice) {
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.post("/20181201/rules").willReturn(StandInOci.failure(status, code, "no")));
		assertThatExceptionOfType(ControlPlaneException.class)
			.isThrownBy(() -> this.oci.createRule(Tenancy.COMPARTMENT, "alerts", new RuleContent("{}", Set.of()),
					Map.of(), "t"))
			.withMessageStartingWith("OCI can't create the rule alerts: %d %s".formatted(status, code))
			.withMessageContaining(advice)
			.withMessageEndingWith("opc-request-id: STANDIN/0123/4567");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | TopicLimitReached | A compartment takes 100 topics
			409 | Conflict          | unique in the whole tenancy
			404 | NotAuthorizedOrNotFound | Allow group <group> to manage ons-topics
			""")
	void createTopicWhenItIsRefusedSaysWhy(int status, String code, String advice) {
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.post("/20181201/topics").willReturn(StandInOci.failure(status, code, "no")));
		assertThatExceptionOfType(ControlPlaneException.class).isThrownBy(() -> topic("a"))
			.withMessageContaining(advice);
	}

	@Test
	void createSubscriptionWhenOracleRepeatsThePasswordDoesNotTellIt() {
		Topic topic = topic("a");
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.post("/20181201/subscriptions")
				.willReturn(StandInOci.failure(400, "InvalidParameter", ENDPOINT.url().reveal() + " is invalid")));
		assertThatExceptionOfType(ControlPlaneException.class).isThrownBy(() -> subscription(topic))
			.withMessageContaining("https://ons:***@relay.test/ons")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("invented"));
	}

	@Test
	void everyRequestIsSigned() {
		this.oci.topics(Tenancy.COMPARTMENT);
		this.tenancy.oci()
			.server()
			.verify(WireMock.getRequestedFor(WireMock.urlPathEqualTo("/20181201/topics"))
				.withHeader("Authorization", WireMock.matching(
						"Signature .*keyId=\"ocid1\\.tenancy[^\"]*\".*algorithm=\"rsa-sha256\".*signature=\"[A-Za-z0-9+/=]+\".*")));
	}

	private void storm(int answers) {
		for (int i = 0; i < answers; i++) {
			this.tenancy.oci()
				.server()
				.stubFor(WireMock.get(WireMock.urlPathEqualTo("/20181201/topics"))
					.inScenario("storm")
					.whenScenarioStateIs((i == 0) ? Scenario.STARTED : "after " + i)
					.willReturn(StandInOci.failure(429, "TooManyRequests", "slow down"))
					.willSetStateTo("after " + (i + 1)));
		}
	}

	private Topic topic(String name) {
		return this.oci.createTopic(Tenancy.COMPARTMENT, name, Map.of("ons-relay", name), "token-" + name);
	}

	private Subscription subscription(Topic topic) {
		return this.oci.createSubscription(topic, Tenancy.COMPARTMENT, ENDPOINT, Map.of(), "token");
	}

}
