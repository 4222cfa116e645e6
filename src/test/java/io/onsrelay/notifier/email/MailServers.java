package io.onsrelay.notifier.email;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.onsrelay.standin.ServerCertificate;

/**
 * What the tests of mails configure.
 */
final class MailServers {

	static final String USER = "ocid1.user.oc1..invented-smtp-user";

	static final String PASSWORD = "invented$mail;password";

	private MailServers() {
	}

	static EmailSettings settings(String... to) {
		return settings(Duration.ofSeconds(20), to);
	}

	static EmailSettings settings(Duration timeout, String... to) {
		return new EmailSettings("ons-relay <relay@harbour.example>", List.of(to), 10, false, false, timeout);
	}

	static EmailSettings unencrypted(String... to) {
		return new EmailSettings("relay@harbour.example", List.of(to), 10, false, true, Duration.ofSeconds(20));
	}

	static EmailSettings attaching(String... to) {
		return new EmailSettings("relay@harbour.example", List.of(to), 10, true, false, Duration.ofSeconds(20));
	}

	static Environment environment(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return environment;
	}

	/**
	 * Return a configuration with credentials, which trusts the authority of the bundle
	 * {@code test}.
	 */
	static Environment environment(String host, int port) {
		return environment(Map.of("spring.mail.host", host, "spring.mail.port", port, "spring.mail.username", USER,
				"spring.mail.password", PASSWORD, "spring.mail.ssl.bundle", "test"));
	}

	/**
	 * Return the bundle {@code test}, which trusts a certificate.
	 */
	static ObjectProvider<SslBundles> trusting(ServerCertificate certificate) {
		SslStoreBundle stores = SslStoreBundle.of(null, null, certificate.trustStore());
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("test", SslBundle.of(stores));
		return new StaticListableBeanFactory(Map.of("bundles", bundles)).getBeanProvider(SslBundles.class);
	}

}
