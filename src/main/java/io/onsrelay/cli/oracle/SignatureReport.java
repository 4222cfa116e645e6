package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onsrelay.cli.context.TextTable;
import io.onsrelay.signature.SignatureTrial.TrialGroup;
import io.onsrelay.signature.SignatureVerdict.SignatureOutcome;

/**
 * The results of a trial in words, and what to do next.
 */
final class SignatureReport {

	private final List<TrialGroup> groups;

	private final String mode;

	private final Set<String> advice = new LinkedHashSet<>();

	SignatureReport(List<TrialGroup> groups, String mode) {
		this.groups = groups;
		this.mode = mode;
	}

	/**
	 * Prints the results.
	 * @param out where to print
	 * @return {@code true} if every message verifies, those of a topic and version by one
	 * construction
	 */
	boolean print(PrintWriter out) {
		this.groups.forEach((group) -> print(group, out));
		boolean verified = this.groups.stream().allMatch(SignatureReport::allVerify);
		this.groups.forEach(this::advise);
		if (verified) {
			adviseToEnforce();
		}
		out.println();
		this.advice.forEach((line) -> out.println((verified ? "" : "! ") + line));
		return verified;
	}

	private static boolean allVerify(TrialGroup group) {
		return group.verified().size() == 1 && number(group.verified()) == group.messages();
	}

	private static long number(Map<String, Long> numbers) {
		return numbers.values().stream().mapToLong((number) -> number).sum();
	}

	private static void print(TrialGroup group, PrintWriter out) {
		TextTable table = new TextTable("%s, SignatureVersion %s"
			.formatted(group.topic().isEmpty() ? "No topic" : "Topic " + group.topic(), group.version()));
		table.row("messages", "%,d".formatted(group.messages()));
		String name = "verified";
		for (Map.Entry<String, Long> entry : group.verified().entrySet()) {
			table.row(name, "%,d by %s".formatted(entry.getValue(), entry.getKey()));
			name = "";
		}
		if (group.verified().isEmpty()) {
			table.row("verified", "none");
		}
		name = "not verified";
		for (SignatureOutcome outcome : SignatureOutcome.values()) {
			for (Map.Entry<String, Long> entry : group.others(outcome).entrySet()) {
				table.row(name, "%,d: %s".formatted(entry.getValue(), entry.getKey()));
				name = "";
			}
		}
		name = "certificate";
		for (String certificate : group.certificates()) {
			table.row(name, certificate);
			name = "";
		}
		table.print(out);
	}

	private void advise(TrialGroup group) {
		boolean verifies = !group.verified().isEmpty();
		if (group.verified().size() > 1) {
			this.advice.add("Messages verify by several constructions: name the one of most messages in "
					+ "relay.ingest.signature-construction, and look at the others: a sender may have moved the border between "
					+ "two fields.");
		}
		for (SignatureOutcome outcome : SignatureOutcome.values()) {
			if (!group.others(outcome).isEmpty()) {
				this.advice.add(advice(outcome, verifies));
			}
		}
	}

	private static String advice(SignatureOutcome outcome, boolean verifies) {
		return switch (outcome) {
			case MISMATCHED -> verifies
					? "Some messages do not verify although others do: they were changed on the way, or a sender with the "
							+ "password made them. enforce would have refused them."
					: "No construction of docs/signatures.md verifies: nothing is known of this signature. Leave "
							+ "relay.ingest.signature at report, and report the version and the region as an issue.";
			case UNSIGNED -> "Messages without a signature do not come from ONS, or a proxy has removed their headers. "
					+ "enforce would have refused them.";
			case CERTIFICATE_REFUSED ->
				"Certificates are only fetched from the addresses in docs/signatures.md. If the "
						+ "realm is missing there, add its domain to relay.confirmation.realm-domains; another origin of Oracle's "
						+ "belongs into relay.confirmation.allowed-origins.";
			case CERTIFICATE_UNAVAILABLE ->
				"Without the certificate nothing can be said. Let this machine reach the host "
						+ "named above by HTTPS, or run the command elsewhere with a backup of the store; a certificate that "
						+ "Oracle has replaced since is gone.";
			case CERTIFICATE_INVALID ->
				"A certificate that is not valid proves nothing. Check the clock of this machine; "
						+ "if it is right, report the certificate as an issue.";
			case SKIPPED, VERIFIED -> "";
		};
	}

	private void adviseToEnforce() {
		List<String> names = new ArrayList<>(
				this.groups.stream().flatMap((group) -> group.verified().keySet().stream()).distinct().toList());
		String named = String.join(",", names);
		this.advice.add(this.mode.equalsIgnoreCase("enforce") ? "Every message verifies."
				: "Every message verifies. To refuse those that do not, set relay.ingest.signature=enforce, and "
						+ "relay.ingest.signature-construction=%s so that only this counts.".formatted(named));
	}

}
