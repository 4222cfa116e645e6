package io.onsrelay.signature.certificate;

import java.time.Duration;
import java.util.Locale;

import org.springframework.util.function.SingletonSupplier;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.secret.Secret;
import io.onsrelay.signature.certificate.CertificateGuard.CertificateTarget;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;

/**
 * The HTTP clients that fetch certificates.
 *
 * @param external calls public addresses only
 * @param anywhere calls internal addresses too, for origins that are configured
 */
public record CertificateClients(OutboundHttp external, OutboundHttp anywhere) {

	private static final Duration DEADLINE = Duration.ofSeconds(5);

	/**
	 * A certificate has 1 to 2 KB; a chain in PEM may have 8.
	 */
	private static final int MAX_BYTES = 32 * 1024;

	/**
	 * Creates the clients. Each is made at its first call, so that a start costs none.
	 * @param factory makes clients
	 * @return clients that read at most 32 KB within five seconds
	 */
	public static CertificateClients of(OutboundHttpFactory factory) {
		HttpSettings settings = HttpSettings.within(DEADLINE).binary(MAX_BYTES + 1);
		SingletonSupplier<OutboundHttp> external = SingletonSupplier
			.of(() -> factory.create(settings.externalAddresses()));
		SingletonSupplier<OutboundHttp> anywhere = SingletonSupplier.of(() -> factory.create(settings));
		return new CertificateClients((call) -> external.obtain().exchange(call),
				(call) -> anywhere.obtain().exchange(call));
	}

	CertificateResult fetch(String url, CertificateTarget target) {
		OutboundHttp client = target.extraOrigin() ? this.anywhere : this.external;
		String origin = target.authority();
		return switch (client.exchange(HttpCall.get(Secret.of(url), "*/*"))) {
			case HttpResult.NoResponse none -> new UnavailableCertificate(
					"%s: %s (%s)".formatted(origin, none.detail(), none.cause().name().toLowerCase(Locale.ROOT)));
			case HttpResult.Response response when response.status() != 200 ->
				new UnavailableCertificate("%s responds with status %d".formatted(origin, response.status()));
			case HttpResult.Response response when response.body().length() > MAX_BYTES ->
				new UnavailableCertificate("the response of %s is longer than %d bytes".formatted(origin, MAX_BYTES));
			case HttpResult.Response response -> SigningCertificate.read(response.body(), origin);
		};
	}

}
