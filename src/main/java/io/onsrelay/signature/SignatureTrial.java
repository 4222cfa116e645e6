package io.onsrelay.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.signature.SignatureJudge.Candidates;
import io.onsrelay.signature.SignatureVerdict.SignatureOutcome;
import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.Certificates;
import io.onsrelay.signature.construction.Construction;
import io.onsrelay.signature.construction.SignedMessage;

/**
 * Tries every construction on messages that are stored, for people.
 */
public final class SignatureTrial {

	/**
	 * Longer than the call takes that fetches a certificate.
	 */
	private static final Duration CERTIFICATE_WAIT = Duration.ofSeconds(6);

	private final SignatureJudge judge;

	private final Certificates certificates;

	SignatureTrial(SignatureJudge judge, Certificates certificates) {
		this.judge = judge;
		this.certificates = certificates;
	}

	/**
	 * Begins a trial.
	 * @return the results, of no message yet
	 */
	public TrialResults begin() {
		return new TrialResults(this);
	}

	private SignatureVerdict judge(SignedMessage message, Instant receivedAt, Collection<Construction> likely) {
		return this.judge.judge(message, receivedAt, CERTIFICATE_WAIT, new Candidates(likely, () -> true));
	}

	private @Nullable String certificate(SignedMessage message) {
		return message.certificateUrl()
			.map((url) -> (this.certificates.get(url, Duration.ZERO) instanceof FoundCertificate found)
					? found.certificate().description() : null)
			.orElse(null);
	}

	/**
	 * The results, by topic and version of the signature. Not thread-safe.
	 */
	public static final class TrialResults {

		private final SignatureTrial trial;

		private final Map<String, TrialGroup> groups = new TreeMap<>();

		private TrialResults(SignatureTrial trial) {
			this.trial = trial;
		}

		/**
		 * Tries the constructions on a message.
		 * @param receivedAt when it was received: its certificate must have been valid
		 * then
		 * @param headers its headers, as {@link OnsHeaders#toJson()} writes them
		 * @param body its exact bytes
		 */
		public void add(Instant receivedAt, String headers, byte[] body) {
			SignedMessage message = SignedMessage.of(OnsHeaders.ofJson(headers), Body.of(body));
			TrialGroup group = this.groups.computeIfAbsent(message.topic() + " " + message.version(),
					(_) -> new TrialGroup(message.topic(), message.version()));
			group.add(this.trial.judge(message, receivedAt, group.likely()));
			if (message.hasSignature()) {
				String certificate = this.trial.certificate(message);
				if (certificate != null) {
					group.certificates.add(certificate);
				}
			}
		}

		/**
		 * Return the results.
		 * @return one group for each topic and version
		 */
		public List<TrialGroup> groups() {
			return List.copyOf(this.groups.values());
		}

	}

	/**
	 * The messages of one topic and version.
	 */
	public static final class TrialGroup {

		private final String topic;

		private final String version;

		private final Map<String, Long> verified = new TreeMap<>();

		private final Map<SignatureOutcome, Map<String, Long>> others = new TreeMap<>();

		private final Set<String> certificates = new LinkedHashSet<>();

		private TrialGroup(String topic, String version) {
			this.topic = topic;
			this.version = version;
		}

		private Collection<Construction> likely() {
			return this.verified.keySet().stream().flatMap((name) -> Construction.named(name).stream()).toList();
		}

		private void add(SignatureVerdict verdict) {
			verdict.construction()
				.ifPresentOrElse((name) -> this.verified.merge(name, 1L, Long::sum),
						() -> this.others.computeIfAbsent(verdict.outcome(), (_) -> new TreeMap<>())
							.merge(verdict.detail(), 1L, Long::sum));
		}

		/**
		 * Return the topic.
		 * @return its OCID in lower case; empty if the messages name none
		 */
		public String topic() {
			return this.topic;
		}

		/**
		 * Return the version of the signature.
		 * @return two numbers; {@code none} or {@code other} where it is not
		 */
		public String version() {
			return this.version;
		}

		/**
		 * Return how many messages there are.
		 * @return the number
		 */
		public long messages() {
			return sum(this.verified) + this.others.values().stream().mapToLong(TrialGroup::sum).sum();
		}

		/**
		 * Return how many messages have verified.
		 * @return the numbers by the name of the construction
		 */
		public Map<String, Long> verified() {
			return new TreeMap<>(this.verified);
		}

		/**
		 * Return the messages that have not verified with one outcome.
		 * @param outcome the outcome
		 * @return the numbers by the reason, a clause about a message; empty if there are
		 * none
		 */
		public Map<String, Long> others(SignatureOutcome outcome) {
			return new TreeMap<>(this.others.getOrDefault(outcome, Map.of()));
		}

		/**
		 * Return the certificates.
		 * @return the key and the validity of each
		 */
		public List<String> certificates() {
			return new ArrayList<>(this.certificates);
		}

		private static long sum(Map<String, Long> numbers) {
			return numbers.values().stream().mapToLong(Objects::requireNonNull).sum();
		}

	}

}
