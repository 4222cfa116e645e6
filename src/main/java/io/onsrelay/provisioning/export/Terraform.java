package io.onsrelay.provisioning.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.onsrelay.provisioning.pipeline.EndpointUrl;
import io.onsrelay.provisioning.pipeline.Pipeline;
import io.onsrelay.provisioning.rule.RuleAction;
import io.onsrelay.provisioning.rule.RuleSpec;

/**
 * Writes a pipeline for Terraform's provider of OCI. The password is a variable. See
 * https://registry.terraform.io/providers/oracle/oci/latest/docs.
 */
public final class Terraform {

	private static final String TOPIC = "oci_ons_notification_topic.this.id";

	private final Pipeline pipeline;

	private final StringBuilder text = new StringBuilder();

	/**
	 * Creates the writer.
	 * @param pipeline what should exist
	 */
	public Terraform(Pipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Writes the configuration.
	 * @return the text, in HCL, with the policy statements as comments and as a resource
	 */
	public String text() {
		PolicyStatements policies = new PolicyStatements(this.pipeline);
		block("""
				# The user or group that applies this needs:
				%s
				# With relay.oci.auth, the relay asks for the state of its subscription, and needs:
				%s
				""".formatted(comments(policies.ofGroup("<group>")), comments(policies.ofRelay("<dynamic group>"))));
		block("""

				variable "ons_relay_password" {
				  description = "relay.ingest.password"
				  type        = string
				  sensitive   = true
				}

				resource "oci_ons_notification_topic" "this" {
				  compartment_id = %s
				  name           = %s
				  freeform_tags  = %s
				}
				""".formatted(quoted(this.pipeline.compartmentId()), quoted(this.pipeline.name()), tags()));
		subscription();
		Set<String> names = new HashSet<>();
		this.pipeline.rules().forEach((rule) -> rule(rule, identifier(rule.name(), names)));
		policy(policies.ofService());
		return this.text.toString();
	}

	private void subscription() {
		EndpointUrl endpoint = this.pipeline.endpoint();
		// urlencode() writes a blank as a plus sign, which a URL has as it is
		block("""

				# The relay confirms it. A new password or address means another subscription, and Terraform does not wait for
				# its confirmation: add it beside this one, with the old password as relay.ingest.previous-password, and remove
				# this one when it is ACTIVE.
				resource "oci_ons_subscription" "this" {
				  compartment_id = %s
				  topic_id       = %s
				  protocol       = "CUSTOM_HTTPS"
				  endpoint       = "https://%s:${replace(urlencode(var.ons_relay_password), "+", "%%20")}@%s"
				  freeform_tags  = %s
				"""
			.formatted(quoted(this.pipeline.compartmentId()), TOPIC, escaped(encodedUser(endpoint)),
					escaped(endpoint.address().toString().substring("https://".length())), tags()));
		if (this.pipeline.retryDuration() != null) {
			block("""
					  delivery_policy = jsonencode({
					    backoffRetryPolicy = { maxRetryDuration = %d, policyType = "EXPONENTIAL" }
					  })
					""".formatted(this.pipeline.retryDuration().toMillis()));
		}
		block("}\n");
	}

	private static String encodedUser(EndpointUrl endpoint) {
		String shown = endpoint.toString();
		return shown.substring("https://".length(), shown.indexOf(":***@"));
	}

	private void rule(RuleSpec rule, String identifier) {
		block("""

				resource "oci_events_rule" "%s" {
				  compartment_id = %s
				  display_name   = %s
				  is_enabled     = true
				  condition      = %s
				  freeform_tags  = { "%s" = %s, "%s" = %s }

				  actions {
				    actions {
				      action_type = "ONS"
				      is_enabled  = true
				      topic_id    = %s
				    }
				""".formatted(identifier, quoted(this.pipeline.compartmentId()),
				quoted(this.pipeline.displayName(rule)), quoted(rule.condition()), Pipeline.TAG,
				quoted(this.pipeline.name()), Pipeline.RULE_TAG, quoted(rule.name()), TOPIC));
		for (RuleAction action : this.pipeline.further()) {
			block("""
					    actions {
					      action_type = "%s"
					      is_enabled  = true
					      %s = %s
					    }
					""".formatted(action.kind().name(),
					(action.kind() == RuleAction.Kind.FAAS) ? "function_id" : "stream_id  ", quoted(action.id())));
		}
		block("""
				  }
				}
				""");
	}

	private void policy(List<String> statements) {
		if (statements.isEmpty()) {
			return;
		}
		List<String> lines = new ArrayList<>();
		statements.forEach((statement) -> lines.add("    %s,".formatted(quoted(statement))));
		block("""

				# What the rules call. Policies are changed in the home region.
				resource "oci_identity_policy" "events" {
				  compartment_id = %s
				  name           = %s
				  description    = "Events may call what the rules of ons-relay name"
				  statements = [
				%s
				  ]
				}
				""".formatted(quoted(this.pipeline.compartmentId()), quoted("ons-relay-" + this.pipeline.name()),
				String.join("\n", lines)));
	}

	private String tags() {
		return "{ \"%s\" = %s }".formatted(Pipeline.TAG, quoted(this.pipeline.name()));
	}

	private void block(String block) {
		this.text.append(block);
	}

	private static String comments(List<String> statements) {
		return "#   " + String.join("\n#   ", statements);
	}

	private static String quoted(String text) {
		return "\"" + escaped(text) + "\"";
	}

	/** A dollar or percent sign before a brace begins a template. */
	private static String escaped(String text) {
		return text.replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\n", "\\n")
			.replace("${", "$${")
			.replace("%{", "%%{");
	}

	private static String identifier(String name, Set<String> taken) {
		String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
		String identifier = letters.matches("[a-z_].*") ? letters : "_" + letters;
		String free = identifier;
		for (int i = 2; !taken.add(free); i++) {
			free = identifier + "_" + i;
		}
		return free;
	}

}
