package io.onsrelay.http;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
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

}
