package io.onsrelay.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Adds the certificates of a configured bundle to those that the JVM trusts. A bundle by
 * itself would replace them, so that a CA of a company's proxy or server would end all
 * calls to services on the internet.
 */
final class TrustedCertificates {

	private static final String PROPERTY = "relay.http.ssl-bundle";

	private TrustedCertificates() {
	}

	/**
	 * Return a bundle with which both are trusted.
	 * @param name the name of the configured bundle
	 * @param bundles the bundles
	 * @return the bundle
	 * @throws InvalidConfigurationException if it does not exist or can't be read
	 */
	static SslBundle beside(String name, SslBundles bundles) {
		try {
			KeyStore configured = bundles.getBundle(name).getStores().getTrustStore();
			if (configured == null) {
				throw new InvalidConfigurationException(PROPERTY, "the bundle '%s' has no trust store.".formatted(name),
						"Set spring.ssl.bundle.pem.%s.truststore.certificate to the PEM file of the CA."
							.formatted(name));
			}
			return SslBundle.of(SslStoreBundle.of(null, null, merged(configured)));
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidConfigurationException(PROPERTY, "there is no bundle '%s'.".formatted(name),
					"Set spring.ssl.bundle.pem.%s.truststore.certificate to the PEM file of the CA.".formatted(name));
		}
		// Spring Boot throws the latter for a file that is missing or holds something
		// else
		catch (GeneralSecurityException | IOException | IllegalStateException ex) {
			throw new InvalidConfigurationException(PROPERTY,
					"the certificates of the bundle '%s' can't be read (%s).".formatted(name, rootMessage(ex)),
					"Check spring.ssl.bundle.pem.%s.truststore.certificate.".formatted(name));
		}
	}

	private static KeyStore merged(KeyStore configured) throws GeneralSecurityException, IOException {
		KeyStore merged = KeyStore.getInstance(KeyStore.getDefaultType());
		merged.load(null, null);
		for (String alias : Collections.list(configured.aliases())) {
			merged.setCertificateEntry("configured-" + alias, configured.getCertificate(alias));
		}
		for (X509Certificate certificate : ofTheJvm()) {
			merged.setCertificateEntry("jvm-" + merged.size(), certificate);
		}
		return merged;
	}

	private static List<X509Certificate> ofTheJvm() throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init((@Nullable KeyStore) null);
		return Arrays.stream(factory.getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.map(X509TrustManager::getAcceptedIssuers)
			.flatMap(Arrays::stream)
			.toList();
	}

	private static String rootMessage(Throwable ex) {
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
