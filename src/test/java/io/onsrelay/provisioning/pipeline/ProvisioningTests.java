package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.provisioning.Tenancy;
import io.onsrelay.provisioning.pipeline.PlanStep.Mark;
import io.onsrelay.provisioning.rule.RuleAction;
import io.onsrelay.provisioning.rule.RuleSpec;
import io.onsrelay.secret.Secret;
import io.onsrelay.standin.StandInOci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Plans and their application, through the SDK's real clients against the stand-in.
 */
class ProvisioningTests {

	private static final String PASSWORD = "an-invented-password";

	private static final RuleSpec INSTANCES = new RuleSpec("instances",
			"{\"eventType\": [\"com.oraclecloud.computeapi.a\", \"com.oraclecloud.computeapi.b\"]}");

	private static final RuleSpec BUCKETS = new RuleSpec("buckets",
			"{\"eventType\": \"com.oraclecloud.objectstorage.*\"}");

	@RegisterExtension
	private final Tenancy tenancy = new Tenancy();

	private final StandInOci oci = this.tenancy.oci();

	private final List<String> told = new ArrayList<>();

	private String password = PASSWORD;

	@Test
	void provisionWhenThereIsNothingCreatesEverythingInOrder() {
		Plan plan = plan(pipeline(Duration.ofMinutes(30), INSTANCES));
		assertThat(plan.steps()).extracting((step) -> step.mark().sign() + " " + step.subject())
			.containsExactly("+ topic infra-alerts", "+ subscription https://ons:***@relay.test/ons",
					"+ rule infra-alerts: instances", "… until the subscription is active",
					"~ retry duration of the subscription");
		assertThat(this.oci.state()).as("a plan changes nothing").isEmpty();
		apply(plan);
		assertThat(this.oci.state()).hasSize(3)
			.allMatch((resource) -> resource.contains("\"ons-relay\":\"infra-alerts\"")
					&& resource.contains("\"lifecycleState\":\"ACTIVE\""))
			.anyMatch((resource) -> resource.contains("maxRetryDuration\\\":1800000"));
		assertThat(this.told.toString()).doesNotContain(PASSWORD);
	}

	@Test
	void provisionWhenEverythingIsThereChangesNothing() {
		Pipeline pipeline = pipeline(Duration.ofMinutes(30), INSTANCES, BUCKETS);
		apply(plan(pipeline));
		Plan again = plan(pipeline);
		assertThat(again.changesSomething()).isFalse();
		assertThat(again.steps()).extracting(PlanStep::mark).containsOnly(Mark.KEEP);
	}

	@Test
	void provisionWhenTopicIsMadeByOtherMeansUsesIt() {
		this.oci.create("topics", "{\"name\": \"infra-alerts\"}");
		Plan plan = plan(pipeline(null));
		assertThat(plan.steps().getFirst()).matches((step) -> step.mark() == Mark.KEEP)
			.matches((step) -> step.why().getLast().contains("made by other means"));
		apply(plan);
		assertThat(this.oci.resources("topics")).hasSize(1);
		assertThat(unprovision().steps()).extracting(PlanStep::mark).containsExactly(Mark.DELETE, Mark.KEEP);
	}

	@Test
	void provisionWhenSubscriptionOfTheAddressIsMadeByOtherMeansUsesIt() {
		String topic = this.oci.create("topics", "{\"name\": \"infra-alerts\"}");
		this.oci.create("subscriptions", """
				{"topicId": "%s", "protocol": "CUSTOM_HTTPS", "endpoint": "https://x:y@RELAY.test:443/ons"}
				""".formatted(topic));
		Plan plan = plan(pipeline(null));
		assertThat(plan.changesSomething()).isFalse();
		assertThat(plan.steps().get(1).why()).anyMatch((why) -> why.contains("made by other means"));
	}

	@Test
	void provisionWhenRuleDiffersAsTextOnlyKeepsIt() {
		apply(plan(pipeline(null, INSTANCES)));
		setRule("condition",
				"\"{ \\\"eventType\\\":[\\\"com.oraclecloud.computeapi.b\\\",\\\"com.oraclecloud.computeapi.a\\\"]}\"");
		assertThat(plan(pipeline(null, INSTANCES)).changesSomething()).isFalse();
	}

	@Test
	void provisionWhenRuleDiffersChangesItAndSaysHow() {
		apply(plan(pipeline(null, INSTANCES)));
		setRule("condition", "\"{}\"");
		setRule("displayName", "\"renamed\"");
		setRule("isEnabled", "false");
		Plan plan = plan(pipeline(null, INSTANCES));
		assertThat(plan.steps()).filteredOn((step) -> step.mark() == Mark.CHANGE)
			.singleElement()
			.matches((step) -> step.subject().equals("rule renamed"))
			.matches((step) -> step.why().contains("condition {}"))
			.matches((step) -> step.why().getLast().contains("is disabled"));
		apply(plan);
		assertThat(plan(pipeline(null, INSTANCES)).changesSomething()).isFalse();
	}

	@Test
	void provisionWhenRuleOfTheSameNameHasNoTagCreatesAnother() {
		this.oci.create("rules", "{\"displayName\": \"infra-alerts: instances\", \"condition\": \"{}\"}");
		apply(plan(pipeline(null, INSTANCES)));
		assertThat(this.oci.resources("rules")).hasSize(2);
	}

	@Test
	void provisionWithFurtherActionsAddsThemToTheRule() {
		apply(plan(pipeline(null, INSTANCES)));
		RuleAction function = RuleAction.Kind.FAAS.of("--function", "ocid1.fnfunc.oc1.phx.a");
		Pipeline more = new Pipeline("infra-alerts", Tenancy.COMPARTMENT, endpoint("relay.test"), null,
				List.of(INSTANCES), List.of(function));
		Plan plan = plan(more);
		assertThat(plan.steps()).filteredOn((step) -> step.mark() == Mark.CHANGE)
			.singleElement()
			.matches((step) -> step.why().contains("calls function ocid1.fnfunc.oc1.phx.a, too"));
		apply(plan);
		assertThat(plan(more).changesSomething()).isFalse();
	}

	@Test
	void provisionWhenAddressIsNewReplacesTheSubscription() {
		apply(plan(pipeline(null)));
		Pipeline moved = new Pipeline("infra-alerts", Tenancy.COMPARTMENT, endpoint("other.test"), null, List.of(),
				List.of());
		Plan plan = plan(moved);
		assertThat(plan.steps()).extracting(PlanStep::mark)
			.containsExactly(Mark.KEEP, Mark.CREATE, Mark.WAIT, Mark.DELETE);
		apply(plan);
		assertThat(this.oci.resources("subscriptions")).singleElement()
			.matches((each) -> each.path("endpoint").asText().contains("@other.test/"));
	}

	@Test
	void rotateCreatesASecondSubscriptionAndDeletesTheFirstWhenItIsActive() {
		apply(plan(pipeline(null)));
		this.password = "another-invented-password";
		Plan plan = rotation();
		assertThat(plan.steps()).extracting(PlanStep::mark)
			.containsExactly(Mark.KEEP, Mark.CREATE, Mark.WAIT, Mark.DELETE);
		apply(plan);
		assertThat(this.oci.resources("subscriptions")).singleElement()
			.matches((each) -> each.path("endpoint").asText().contains(":another-invented-password@"));
	}

	@Test
	void rotateWhenTheNewSubscriptionStaysPendingKeepsTheFirst() {
		apply(plan(pipeline(null)));
		assertThatExceptionOfType(PendingSubscriptionException.class)
			.isThrownBy(() -> application(this.tenancy.controlPlane(), false).apply(rotation()));
		assertThat(this.oci.resources("subscriptions")).hasSize(2);
		Plan continued = rotation();
		assertThat(continued.steps()).extracting(PlanStep::mark)
			.containsExactly(Mark.KEEP, Mark.DELETE, Mark.CREATE, Mark.WAIT, Mark.DELETE);
		apply(continued);
		assertThat(this.oci.resources("subscriptions")).hasSize(1);
	}

	@Test
	void rotateKeepsTheRetryDuration() {
		apply(plan(pipeline(Duration.ofMinutes(30))));
		this.password = "another-invented-password";
		apply(rotation());
		assertThat(this.oci.state()).anyMatch((each) -> each.contains("maxRetryDuration\\\":1800000"));
	}

	@Test
	void rotateWhenTheNewSubscriptionHadAWrongPasswordUsesTheCorrectedOne() {
		apply(plan(pipeline(null)));
		this.password = "a-mistaken-password";
		assertThatExceptionOfType(PendingSubscriptionException.class)
			.isThrownBy(() -> application(this.tenancy.controlPlane(), false).apply(rotation()));
		this.password = "the-corrected-password";
		apply(rotation());
		assertThat(this.oci.resources("subscriptions")).singleElement()
			.matches((each) -> each.path("endpoint").asText().contains(":the-corrected-password@"));
	}

	@Test
	void provisionWhenTheSubscriptionIsPendingSaysHowAnotherPasswordIsUsed() {
		assertThatExceptionOfType(PendingSubscriptionException.class)
			.isThrownBy(() -> application(this.tenancy.controlPlane(), false).apply(plan(pipeline(null))));
		assertThat(plan(pipeline(null)).steps().get(1).why()).anyMatch((why) -> why.contains("add --rotate"));
	}

	@Test
	void provisionWhenConditionMatchesEverythingSaysSo() {
		assertThat(plan(pipeline(null, new RuleSpec("all", "{}"))).steps().get(2).why())
			.contains("it matches every event of the compartment and of those below it");
	}

	@Test
	void applyWhenSubscriptionStaysPendingSaysSoAtEachLook() {
		assertThatExceptionOfType(PendingSubscriptionException.class)
			.isThrownBy(() -> application(this.tenancy.controlPlane(), false).apply(plan(pipeline(null, INSTANCES))))
			.withMessageContaining("not ACTIVE after 2 minutes");
		assertThat(this.told).filteredOn((line) -> line.contains("still PENDING")).hasSizeBetween(20, 40);
		assertThat(this.oci.resources("rules")).as("the rest is done").hasSize(1);
	}

	@Test
	void applyWhenListsLagBehindCreatesNothingTwice() {
		this.oci.delay(2, 1);
		Pipeline pipeline = pipeline(null, INSTANCES);
		assertThatExceptionOfType(Cut.class)
			.isThrownBy(() -> application(Cut.after(this.tenancy.controlPlane(), 6, true), true).apply(plan(pipeline)));
		apply(plan(pipeline));
		apply(plan(pipeline));
		assertThat(this.oci.state()).hasSize(3);
	}

	@Test
	void provisionAfterUnprovisionWithinADayUsesAnotherRetryToken() {
		Pipeline pipeline = pipeline(null, INSTANCES);
		apply(plan(pipeline));
		List<String> before = this.oci.state();
		apply(unprovision());
		assertThat(this.oci.state()).isEmpty();
		apply(plan(pipeline));
		assertThat(this.oci.state()).isEqualTo(before);
	}

	@Test
	void unprovisionLeavesATopicThatOthersSubscribe() {
		apply(plan(pipeline(null)));
		String topic = this.oci.resources("topics").getFirst().path("topicId").asText();
		this.oci.create("subscriptions",
				"{\"topicId\": \"%s\", \"protocol\": \"EMAIL\", \"endpoint\": \"a@b.test\"}".formatted(topic));
		Plan plan = unprovision();
		assertThat(plan.steps()).extracting(PlanStep::mark).containsExactly(Mark.DELETE, Mark.KEEP);
		apply(plan);
		assertThat(this.oci.resources("subscriptions")).singleElement()
			.matches((each) -> each.path("protocol").asText().equals("EMAIL"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void provisionKilledAtAnyCallAndRunAgainEndsInTheSameState(boolean processed) {
		Pipeline pipeline = pipeline(Duration.ofMinutes(30), INSTANCES, BUCKETS);
		apply(plan(pipeline));
		List<String> expected = this.oci.state();
		int kills = 0;
		boolean ended = false;
		while (!ended) {
			apply(unprovision());
			ended = runUntil(kills, processed, pipeline, false);
			kills++;
			apply(plan(pipeline));
			assertThat(this.oci.state()).as("after a kill at call %d", kills).isEqualTo(expected);
		}
		assertThat(kills).isGreaterThan(12);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rotationKilledAtAnyCallAndRunAgainEndsInTheSameState(boolean processed) {
		Pipeline pipeline = pipeline(null);
		apply(plan(pipeline));
		int kills = 0;
		boolean ended = false;
		while (!ended) {
			this.password = "an-invented-password-" + kills;
			ended = runUntil(kills, processed, pipeline(null), true);
			kills++;
			apply(rotation());
			assertThat(this.oci.resources("subscriptions")).singleElement()
				.matches((each) -> each.path("endpoint").asText().contains(":" + this.password + "@")
						&& each.path("lifecycleState").asText().equals("ACTIVE"));
		}
		assertThat(kills).isGreaterThan(6);
	}

	private boolean runUntil(int calls, boolean processed, Pipeline pipeline, boolean rotate) {
		ControlPlane cut = Cut.after(this.tenancy.controlPlane(), calls, processed);
		try {
			application(cut, true).apply(new Planner(cut).provision(pipeline, rotate));
			return true;
		}
		catch (Cut ex) {
			return false;
		}
	}

	private Plan plan(Pipeline pipeline) {
		return new Planner(this.tenancy.controlPlane()).provision(pipeline, false);
	}

	private Plan rotation() {
		return new Planner(this.tenancy.controlPlane()).provision(pipeline(null), true);
	}

	private Plan unprovision() {
		return new Planner(this.tenancy.controlPlane()).unprovision(Tenancy.COMPARTMENT, "infra-alerts");
	}

	private void apply(Plan plan) {
		application(this.tenancy.controlPlane(), true).apply(plan);
	}

	/**
	 * Instead of waiting, the subscriptions are confirmed, or are not.
	 */
	private Application application(ControlPlane controlPlane, boolean confirmed) {
		return new Application(controlPlane, this.told::add, (_) -> {
			if (confirmed) {
				this.oci.resources("subscriptions")
					.forEach((each) -> this.oci.set("subscriptions", each.path("id").asText(), "lifecycleState",
							"\"ACTIVE\""));
			}
		});
	}

	private void setRule(String field, String value) {
		this.oci.set("rules", this.oci.resources("rules").getFirst().path("id").asText(), field, value);
	}

	private Pipeline pipeline(@Nullable Duration retryDuration, RuleSpec... rules) {
		return new Pipeline("infra-alerts", Tenancy.COMPARTMENT, endpoint("relay.test"), retryDuration, List.of(rules),
				List.of());
	}

	private EndpointUrl endpoint(String host) {
		return EndpointUrl.of("https://%s/ons".formatted(host), "ons", Secret.of(this.password));
	}

}
