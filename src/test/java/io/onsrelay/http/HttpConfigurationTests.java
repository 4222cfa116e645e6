package io.onsrelay.http;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpConfiguration}.
 */
class HttpConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(HttpConfiguration.class)
		.withBean(Clock.class, Clock::systemUTC);

	@Test
	void contextWhenClosedClosesClients() {
		OutboundHttp[] http = new OutboundHttp[1];
		this.context.run((context) -> http[0] = context.getBean(OutboundHttpFactory.class)
			.create(HttpSettings.within(Duration.ofSeconds(5))));
		assertThat(http[0].exchange(HttpCall.get(Secret.of("http://localhost/"), "*/*")))
			.isEqualTo(new NoResponse(Cause.NETWORK, "The client is closed"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					relay.http.ssl-bundle=company    | relay.http.ssl-bundle: there is no bundle 'company'.
					relay.http.ssl-bundle=broken     | relay.http.ssl-bundle: the certificates of the bundle 'broken' can't be read
					relay.http.ssl-bundle=keys       | relay.http.ssl-bundle: the bundle 'keys' has no trust store.
					relay.http.proxy.url=proxy       | relay.http.proxy.url: this is not the address of a proxy.
					relay.http.proxy.urll=http://p:1 | relay.http.proxy.urll
					""")
	void contextWhenPropertyIsWrongFailsWithItsName(String property, String message) {
		this.context.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues(property, "spring.ssl.bundle.pem.broken.truststore.certificate=file:/does/not/exist",
					"spring.ssl.bundle.pem.keys.options.ciphers=TLS_AES_128_GCM_SHA256")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.message()
				.satisfies((text) -> assertThat(text).contains(message)));
	}

}
