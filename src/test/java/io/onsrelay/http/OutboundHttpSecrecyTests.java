package io.onsrelay.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link OutboundHttp} sends, and for what it never logs.
 */
@Timeout(30)
class OutboundHttpSecrecyTests {

	private static final String TARGET = "/20181201/a//b/../subscriptions/x/confirmation?token=MDAw+/a%2fb==&protocol=C";

	private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nX-Secret: answer-head\r\n\r\nsecret-reply";

	private final Logger logger = (Logger) LoggerFactory.getLogger("org.apache.hc");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.TRACE);
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void exchangeSendsAddressAsWritten() throws Exception {
		try (RawServer server = RawServer.answering(ANSWER); OutboundHttpFactory factory = HttpClients.factory()) {
			HttpResult result = get(factory, HttpSettings.within(Duration.ofSeconds(5)), server.origin() + TARGET);
			assertThat(result).extracting("body").isEqualTo("secret-reply");
			assertThat(server.requestLine()).isEqualTo("GET " + TARGET + " HTTP/1.1");
		}
	}

	@Test
	void exchangeLogsNoSecretAtAnyLevel() throws IOException {
		try (RawServer server = RawServer.answering(ANSWER); OutboundHttpFactory factory = HttpClients.factory()) {
			OutboundHttp http = factory.create(HttpSettings.within(Duration.ofSeconds(5)));
			http.exchange(new HttpCall("POST", Secret.of(server.origin() + "/secret-path?secret-query"),
					Map.of("Authorization", "secret-header"), "secret-body"));
		}
		assertThat(this.log.list).isNotEmpty();
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.noneMatch((line) -> line.contains("secret") || line.contains("answer-head"));
	}

	@Test
	void toStringOfCallHoldsNoSecret() {
		HttpCall call = new HttpCall("POST", Secret.of("http://secret"), Map.of("Authorization", "secret"), "secret");
		assertThat(call).asString().contains("POST", "Authorization").doesNotContain("secret");
	}

	@Test
	void exchangeWhenProxiedAsksProxyForHostOnly() throws Exception {
		try (RawServer proxy = RawServer.answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
				OutboundHttpFactory factory = proxied(proxy)) {
			HttpSettings settings = HttpSettings.within(Duration.ofSeconds(5)).externalAddresses();
			get(factory, settings, "https://notification.example.com" + TARGET);
			assertThat(proxy.requestLine()).isEqualTo("CONNECT notification.example.com:443 HTTP/1.1");
		}
	}

	@Test
	void exchangeWhenProxiedWithoutTlsSendsAddressAsWritten() throws Exception {
		try (RawServer proxy = RawServer.answering(ANSWER); OutboundHttpFactory factory = proxied(proxy)) {
			get(factory, HttpSettings.within(Duration.ofSeconds(5)), "http://hooks.example.com" + TARGET);
			assertThat(proxy.requestLine()).isEqualTo("GET http://hooks.example.com" + TARGET + " HTTP/1.1");
		}
	}

	@Test
	void exchangeWhenProxiedRefusesInternalAddress() throws IOException {
		try (RawServer proxy = RawServer.answering(ANSWER); OutboundHttpFactory factory = proxied(proxy)) {
			HttpSettings settings = HttpSettings.within(Duration.ofSeconds(5)).externalAddresses();
			HttpResult result = get(factory, settings, "http://169.254.169.254/opc/v2/instance");
			assertThat(result).extracting("cause").isEqualTo(Cause.FORBIDDEN_ADDRESS);
			assertThat(proxy.connections()).isZero();
		}
	}

	private static OutboundHttpFactory proxied(RawServer proxy) {
		return HttpClients.factory(ProxySelector.of(InetSocketAddress.createUnresolved("localhost", proxy.port())));
	}

	private static HttpResult get(OutboundHttpFactory factory, HttpSettings settings, String address) {
		return factory.create(settings).exchange(HttpCall.get(Secret.of(address), "*/*"));
	}

}
