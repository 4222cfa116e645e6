package io.onsrelay.signature.certificate;

import java.util.regex.Pattern;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.confirmation.url.OracleUrlGuard;
import io.onsrelay.confirmation.url.OracleUrlGuard.FaultyUrl;
import io.onsrelay.confirmation.url.OracleUrlGuard.OracleUrl;
import io.onsrelay.confirmation.url.OracleUrlGuard.UrlFault;

/**
 * Decides whether a URL is that of a certificate of ONS. Every tenant of OCI has objects
 * on the same hosts, and the owner of a certificate can sign: so the path names Oracle's
 * own namespace and bucket, and nothing but the pre-authenticated token and the end of
 * the object's name may vary.
 */
final class CertificateGuard {

	private static final String HOSTS = "objectstorage\\.REGION(?:\\.oci)?";

	private static final Pattern PATH = Pattern.compile("/p/[A-Za-z0-9_-]{1,256}/n/bmc-ons-prod/b/ons-ds/o/"
			+ "ds-signature-public-certificate-[A-Za-z0-9-]{1,64}\\.crt");

	private final OracleUrlGuard origins;

	CertificateGuard(OracleOrigins origins) {
		this.origins = new OracleUrlGuard(HOSTS, origins);
	}

	/**
	 * Decides about a URL.
	 * @param url the URL as the sender wrote it
	 * @return whether it may be called
	 */
	UrlDecision check(String url) {
		return switch (this.origins.check(url)) {
			case FaultyUrl faulty when faulty.fault() == UrlFault.HOST ->
				new RejectedUrl("does not name a host of Oracle's object storage; add the domain of a missing realm to "
						+ "relay.confirmation.realm-domains");
			case FaultyUrl faulty -> new RejectedUrl(faulty.fault().explanation());
			case OracleUrl parts when parts.query().isPresent() -> new RejectedUrl("has a query");
			case OracleUrl parts when !PATH.matcher(parts.path()).matches() ->
				new RejectedUrl("has a path other than /p/{token}/n/bmc-ons-prod/b/ons-ds/o/"
						+ "ds-signature-public-certificate-{name}.crt");
			case OracleUrl parts -> new CertificateTarget(parts.authority(), parts.extraOrigin());
		};
	}

	/**
	 * The decision about a URL.
	 */
	sealed interface UrlDecision {

	}

	/**
	 * The URL may be called.
	 *
	 * @param authority its host and port, which may be logged
	 * @param extraOrigin whether its origin is configured, so that its address need not
	 * be public
	 */
	record CertificateTarget(String authority, boolean extraOrigin) implements UrlDecision {
	}

	/**
	 * The URL must not be called.
	 *
	 * @param explanation the rest of a sentence that begins with the URL
	 */
	record RejectedUrl(String explanation) implements UrlDecision {
	}

}
