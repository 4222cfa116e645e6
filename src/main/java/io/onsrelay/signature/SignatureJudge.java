package io.onsrelay.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.onsrelay.signature.SignatureVerdict.SignatureOutcome;
import io.onsrelay.signature.certificate.CertificateResult;
import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.CertificateResult.RefusedUrl;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;
import io.onsrelay.signature.certificate.CertificateResult.UnfitCertificate;
import io.onsrelay.signature.certificate.Certificates;
import io.onsrelay.signature.certificate.SigningCertificate;
import io.onsrelay.signature.construction.Construction;
import io.onsrelay.signature.construction.SignedMessage;

/**
 * Checks the signature of one message.
 */
final class SignatureJudge {

	private final Certificates certificates;

	private final SignatureMetrics metrics;

	SignatureJudge(Certificates certificates, SignatureMetrics metrics) {
		this.certificates = certificates;
		this.metrics = metrics;
	}

	/**
	 * Checks a signature.
	 * @param message the message
	 * @param at when the certificate must be valid
	 * @param atMost how long to wait for a certificate
	 * @param candidates the constructions to try, in order
	 * @return the verdict
	 */
	SignatureVerdict judge(SignedMessage message, Instant at, Duration atMost, Candidates candidates) {
		if (!message.hasSignature() || message.certificateUrl().isEmpty()) {
			return SignatureVerdict.of(SignatureOutcome.UNSIGNED, "it has no signature, or no URL of a certificate");
		}
		String url = message.certificateUrl().get();
		SignatureVerdict verdict = judge(message, at, this.certificates.get(url, atMost), candidates);
		boolean doubtful = verdict.outcome() == SignatureOutcome.MISMATCHED
				|| verdict.outcome() == SignatureOutcome.CERTIFICATE_INVALID;
		return (doubtful && this.certificates.renew(url, atMost))
				? judge(message, at, this.certificates.get(url, atMost), candidates) : verdict;
	}

	private SignatureVerdict judge(SignedMessage message, Instant at, CertificateResult result, Candidates candidates) {
		return switch (result) {
			case FoundCertificate found -> found.certificate()
				.invalidAt(at)
				.map((why) -> SignatureVerdict.of(SignatureOutcome.CERTIFICATE_INVALID, "its certificate " + why))
				.orElseGet(() -> judge(message, found.certificate(), candidates));
			case RefusedUrl refused -> SignatureVerdict.of(SignatureOutcome.CERTIFICATE_REFUSED,
					"the URL of its certificate " + refused.explanation());
			case UnavailableCertificate unavailable -> SignatureVerdict.of(SignatureOutcome.CERTIFICATE_UNAVAILABLE,
					"its certificate is missing: " + unavailable.explanation());
			case UnfitCertificate unfit ->
				SignatureVerdict.of(SignatureOutcome.CERTIFICATE_INVALID, "its certificate " + unfit.explanation());
		};
	}

	private SignatureVerdict judge(SignedMessage message, SigningCertificate certificate, Candidates candidates) {
		return this.metrics.time(() -> {
			Collection<Construction> known = candidates.known();
			Optional<Construction> verifying = first(known, message, certificate);
			if (verifying.isEmpty() && candidates.triesOthers().getAsBoolean()) {
				verifying = first(Construction.all(), message, certificate);
			}
			else if (verifying.isEmpty() && known.isEmpty()) {
				return SignatureVerdict.of(SignatureOutcome.SKIPPED, "no construction is known for it");
			}
			return verifying.map((construction) -> SignatureVerdict.verified(construction.name()))
				.orElseGet(() -> SignatureVerdict.of(SignatureOutcome.MISMATCHED,
						"its signature does not verify with the certificate"));
		});
	}

	private static Optional<Construction> first(Collection<Construction> constructions, SignedMessage message,
			SigningCertificate certificate) {
		return constructions.stream()
			.filter((construction) -> construction.verifies(message, certificate.key()))
			.findFirst();
	}

	/**
	 * The constructions to try.
	 *
	 * @param known those that come first
	 * @param triesOthers asked when none of them verifies: whether every other one is
	 * tried too
	 */
	record Candidates(Collection<Construction> known, BooleanSupplier triesOthers) {
	}

}
