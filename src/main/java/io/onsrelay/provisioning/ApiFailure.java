package io.onsrelay.provisioning;

import java.util.ArrayList;
import java.util.List;

import com.oracle.bmc.model.BmcException;

import io.onsrelay.provisioning.pipeline.ControlPlaneException;

/**
 * Explains the errors of Oracle's API: the cause, and the policy statement or the setting
 * that mends it. See
 * https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm.
 *
 * @param call the call
 * @param subject the resource; empty if it is clear
 * @param compartmentId the OCID of the compartment; empty if it is not known
 * @param region the region that was called; empty if it is not known
 */
record ApiFailure(SdkCall call, String subject, String compartmentId, String region) {

	/**
	 * Explains an error.
	 * @param ex what the SDK has thrown, after its retries
	 * @return an exception whose message is for the user
	 */
	ControlPlaneException of(BmcException ex) {
		String code = (ex.getServiceCode() != null) ? ex.getServiceCode() : "";
		List<String> lines = new ArrayList<>();
		lines.add("OCI can't %s%s: %s".formatted(this.call.words(), this.subject.isEmpty() ? "" : " " + this.subject,
				ex.isClientSide() ? "there was no response" : "%d %s".formatted(ex.getStatusCode(), code)));
		lines.addAll(ex.isClientSide() ? noResponse(ex) : advice(ex, code));
		if (!ex.isClientSide() && ex.getOpcRequestId() != null) {
			lines.add("opc-request-id: " + ex.getOpcRequestId());
		}
		return new ControlPlaneException(String.join("\n  ", lines), ex.isClientSide() ? 0 : ex.getStatusCode(), code,
				ex);
	}

	private List<String> advice(BmcException ex, String code) {
		return switch (code) {
			case "InvalidParameter", "CannotParseRequest", "MissingParameter" -> invalid(ex);
			case "LimitExceeded", "QuotaExceeded", "TopicLimitReached" -> limit();
			case "RelatedResourceNotAuthorizedOrNotFound" -> List.of(
					"A topic, a function or a stream that the rule calls does not exist in this region, or this user may not use it.",
					"Check the OCIDs of --function and --stream. The statements that a rule needs are shown with --terraform.");
			case "IncorrectState" -> List.of("It is being created, changed or deleted by another call.",
					"Run the same command again in a minute.");
			case "NotAllowed" -> List.of("The call is allowed in the home region of the tenancy only.",
					"Use a profile of the home region in relay.oci.profile; this one is of %s."
						.formatted(regionText()));
			default -> byStatus(ex);
		};
	}

	private List<String> byStatus(BmcException ex) {
		return switch (ex.getStatusCode()) {
			case 400 -> invalid(ex);
			case 401 -> List.of("The credentials are not accepted.",
					"Check user, fingerprint and key_file of the profile in relay.oci.profile, whether the public key is uploaded for this user, "
							+ "and whether the session token has expired.",
					"The clock of this machine must not be more than five minutes off.");
			case 403 -> List.of("The call is forbidden.", "Ask for the statement: " + statement());
			case 404 -> List.of("A policy is missing, or the region or an OCID is wrong: OCI does not say which.",
					"Policy: " + statement(),
					"Region: %s. The OCIDs have to be of this region.".formatted(regionText()),
					this.compartmentId.isEmpty() ? "Check the OCID." : "Compartment: " + this.compartmentId);
			case 409 -> conflict();
			case 412 -> List.of("It was changed by another call meanwhile.",
					"Run the same command again: it reads everything anew.");
			case 429 -> List.of(
					"OCI takes 60 such calls a minute from a tenancy, and they were too many for the whole time of waiting.",
					"Run the same command again in a few minutes: it goes on where it has stopped.");
			default -> List.of(
					(ex.getStatusCode() >= 500) ? "OCI has a problem of its own: see https://ocistatus.oraclecloud.com."
							: "Oracle says: " + oracleSays(ex),
					"Run the same command again: it goes on where it has stopped.");
		};
	}

	private List<String> invalid(BmcException ex) {
		List<String> lines = new ArrayList<>(List.of("Oracle says: " + oracleSays(ex)));
		if (this.call.needsActions()) {
			lines.add(
					"The condition must be JSON, such as {\"eventType\": \"com.oraclecloud.computeapi.terminateinstance.end\"}; "
							+ "HCL, as Terraform has it, is not accepted.");
		}
		return lines;
	}

	// The endpoint of a subscription has a password, and a message could repeat it
	private String oracleSays(BmcException ex) {
		return (this.call == SdkCall.CREATE_SUBSCRIPTION)
				? "the subscription is not acceptable. Check the host name, port and path of --endpoint"
				: String.valueOf(ex.getUnmodifiedMessage());
	}

	private List<String> limit() {
		return switch (this.call) {
			case CREATE_TOPIC ->
				List.of("A compartment takes 100 topics, unless a limit or a quota of the tenancy says less.",
						"Delete topics that are not used, name another compartment, or have the limit raised "
								+ "(Governance, Limits, Quotas and Usage: Notifications).");
			case CREATE_RULE -> List.of(
					"A limit or a quota of the tenancy for rules of Events is reached; the default limit is 50.",
					"Delete rules that are not used, or have the limit raised (Governance, Limits, Quotas and Usage: Events).");
			default -> List.of("A limit or a quota of the tenancy is reached.",
					"Delete what is not used, or have it raised (Governance, Limits, Quotas and Usage).");
		};
	}

	private List<String> conflict() {
		return (this.call == SdkCall.CREATE_TOPIC) ? List.of(
				"Names of topics are unique in the whole tenancy, and this one is taken, perhaps in a compartment that this user can't see.",
				"Choose another name for --topic, or name the compartment of that topic.")
				: List.of("Another call conflicts with it.", "Run the same command again in a minute.");
	}

	private List<String> noResponse(BmcException ex) {
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return List.of("%s. Check the network, a proxy, and the region: %s."
			.formatted(ex.isTimeout() ? "The call timed out" : cause.getClass().getSimpleName(), regionText()));
	}

	private String statement() {
		return this.call.statement(this.compartmentId);
	}

	private String regionText() {
		return this.region.isEmpty() ? "that of relay.oci.endpoint" : this.region;
	}

}
