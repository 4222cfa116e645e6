package io.onsrelay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundHttp} against servers that behave badly, called by a platform
 * thread.
 */
@Timeout(30)
class OutboundHttpFailureTests {

	private static final Duration SHORT = Duration.ofMillis(80);

	private static final Duration LONG = Duration.ofSeconds(20);

	private final OutboundHttpFactory factory = HttpClients.factory();

	@AfterEach
	void close() {
		this.factory.close();
	}

	@Test
	void exchangeWhenServerIsSilentTimesOut() throws IOException {
		try (RawServer server = RawServer.silent()) {
			HttpSettings settings = new HttpSettings(LONG, SHORT, LONG, false, 100);
			assertThat(get(settings, server)).isEqualTo(new NoResponse(Cause.TIMEOUT, "No response in time"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" })
	void exchangeWhenServerDripsIsCutOffAtDeadline(String answer) throws IOException {
		try (RawServer server = RawServer.dripping(answer)) {
			HttpSettings settings = new HttpSettings(LONG, LONG, SHORT, false, 8192);
			assertThat(get(settings, server))
				.isEqualTo(new NoResponse(Cause.TIMEOUT, "No complete response within 80 ms"));
		}
	}

	@Test
	void exchangeWhenManyWereCutOffHasConnectionsLeft() throws Exception {
		try (RawServer server = RawServer.silentUnless("/answer");
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			OutboundHttp http = this.factory.create(HttpSettings.within(Duration.ofMillis(300)));
			Callable<HttpResult> call = () -> get(http, server.origin());
			for (Future<HttpResult> result : threads.invokeAll(Collections.nCopies(25, call))) {
				assertThat(result.get()).as(result.get().toString()).extracting("cause").isEqualTo(Cause.TIMEOUT);
			}
			assertThat(get(http, server.origin() + "/answer")).extracting("status").isEqualTo(204);
		}
	}

	@Test
	void exchangeWhenConnectionIsResetIsNetworkFailure() throws IOException {
		try (RawServer server = RawServer.resetting()) {
			assertThat(get(HttpSettings.within(LONG), server)).extracting("cause").isEqualTo(Cause.NETWORK);
			assertThat(server.connections()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 202 Acc", "HTTP/1.1 202 Accepted\r\nContent-Le",
			"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{" })
	void exchangeWhenResponseIsCutOffIsNetworkFailure(String answer) throws IOException {
		try (RawServer server = RawServer.hangingUpAfter(answer)) {
			assertThat(get(HttpSettings.within(LONG), server)).extracting("cause").isEqualTo(Cause.NETWORK);
		}
	}

	@Test
	void exchangeWhenServerHangsUpIsNetworkFailure() throws IOException {
		try (RawServer server = RawServer.hangingUp()) {
			assertThat(get(HttpSettings.within(LONG), server))
				.isEqualTo(new NoResponse(Cause.NETWORK, "The connection was closed without a response"));
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void exchangeWhenPortIsClosedIsNetworkFailure() {
		assertThat(get(HttpSettings.within(LONG), "http://localhost:" + RawServer.deafPort()))
			.isEqualTo(new NoResponse(Cause.NETWORK, "Connection refused"));
	}

	@Test
	void exchangeWhenResponseIsNoHttpIsNetworkFailure() throws IOException {
		try (RawServer server = RawServer.answering("SSH-2.0-OpenSSH_9.9\r\n".repeat(100))) {
			assertThat(get(HttpSettings.within(LONG), server)).extracting("cause").isEqualTo(Cause.NETWORK);
		}
	}

	@Test
	void exchangeWhenServerSpeaksNoTlsIsNetworkFailure() throws IOException {
		try (RawServer server = RawServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
			HttpSettings settings = new HttpSettings(SHORT, SHORT, LONG, false, 100);
			assertThat(get(settings, "https://localhost:" + server.port())).isInstanceOf(NoResponse.class);
		}
	}

	@Test
	void exchangeWhenBodyNeverEndsKeepsItsBeginning() throws IOException {
		try (RawServer server = RawServer.endless()) {
			assertThat(get(new HttpSettings(LONG, LONG, LONG, false, 10), server)).isInstanceOfSatisfying(
					Response.class, (response) -> assertThat(response.body()).isEqualTo("xxxxxxxxxx"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "no address", "ftp://localhost/", "http://user:password@localhost/" })
	void exchangeWhenUrlIsInvalidIsForbidden(String address) {
		assertThat(get(HttpSettings.within(LONG), address)).extracting("cause").isEqualTo(Cause.FORBIDDEN_ADDRESS);
	}

	@Test
	void exchangeWhenNameIsUnknownIsNetworkFailure() {
		assertThat(get(HttpSettings.within(LONG), "http://unknown.invalid"))
			.isEqualTo(new NoResponse(Cause.NETWORK, "The name of the host can't be resolved"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "[::1]", "2130706433" })
	void exchangeWhenOnlyExternalIsAllowedOpensNoInternalConnection(String host) throws IOException {
		try (RawServer server = RawServer.silent()) {
			HttpResult result = get(HttpSettings.within(LONG).externalAddresses(),
					"http://" + host + ":" + server.port());
			assertThat(result).extracting("cause").isEqualTo(Cause.FORBIDDEN_ADDRESS);
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void exchangeWhenInterruptedReturnsAndStaysInterrupted() throws Exception {
		try (RawServer server = RawServer.silent()) {
			OutboundHttp http = this.factory.create(HttpSettings.within(LONG));
			CompletableFuture<HttpResult> result = new CompletableFuture<>();
			AtomicBoolean interrupted = new AtomicBoolean();
			Thread caller = threads().start(() -> {
				result.complete(http.exchange(HttpCall.get(Secret.of(server.origin()), "*/*")));
				interrupted.set(Thread.interrupted());
			});
			server.requestLine();
			caller.interrupt();
			caller.join();
			assertThat(result.get())
				.isEqualTo(new NoResponse(Cause.NETWORK, "Interrupted while waiting for a response"));
			assertThat(interrupted).isTrue();
		}
	}

	@Test
	void exchangeWhenInterruptedBeforeReturnsAndStaysInterrupted() throws Exception {
		try (RawServer server = RawServer.silent()) {
			OutboundHttp http = this.factory.create(HttpSettings.within(LONG));
			AtomicBoolean interrupted = new AtomicBoolean();
			CompletableFuture<HttpResult> result = CompletableFuture.supplyAsync(() -> {
				Thread.currentThread().interrupt();
				HttpResult none = http.exchange(HttpCall.get(Secret.of(server.origin()), "*/*"));
				interrupted.set(Thread.interrupted());
				return none;
			}, (task) -> threads().start(task));
			assertThat(result.get()).extracting("cause").isEqualTo(Cause.NETWORK);
			assertThat(interrupted).isTrue();
		}
	}

	@Test
	void exchangeWhenNameIsNotResolvedIsCutOffAtDeadline() {
		CompletableFuture<String> resolved = new CompletableFuture<>();
		DnsResolver hanging = new SystemDefaultDnsResolver() {
			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				return super.resolve(resolved.join());
			}
		};
		try (OutboundHttpFactory slow = HttpClients.factory(hanging)) {
			OutboundHttp http = slow.create(HttpSettings.within(SHORT));
			assertThat(get(http, "http://localhost:" + RawServer.deafPort()))
				.isEqualTo(new NoResponse(Cause.TIMEOUT, "No complete response within 80 ms"));
		}
		finally {
			resolved.complete("localhost");
		}
	}

	@Test
	void exchangeWhenHandshakeIsSilentIsCutOffAtDeadline() throws IOException {
		try (RawServer server = RawServer.silent()) {
			HttpSettings settings = new HttpSettings(LONG, LONG, SHORT, false, 100);
			assertThat(get(settings, "https://localhost:" + server.port()))
				.isEqualTo(new NoResponse(Cause.TIMEOUT, "No complete response within 80 ms"));
		}
	}

	@Test
	void exchangeWhenBodyIsNotReadIsCutOffAtDeadline() throws IOException {
		try (RawServer server = RawServer.silent()) {
			OutboundHttp http = this.factory.create(HttpSettings.within(SHORT));
			HttpCall call = new HttpCall("POST", Secret.of(server.origin()), Map.of(), "x".repeat(32 * 1024 * 1024));
			assertThat(call(http, call)).isEqualTo(new NoResponse(Cause.TIMEOUT, "No complete response within 80 ms"));
		}
	}

	@Test
	void exchangeWhenClosedIsNetworkFailure() {
		OutboundHttp http = this.factory.create(HttpSettings.within(LONG));
		this.factory.close();
		assertThat(get(http, "http://localhost")).isEqualTo(new NoResponse(Cause.NETWORK, "The client is closed"));
	}

	private HttpResult get(HttpSettings settings, RawServer server) {
		return get(settings, server.origin());
	}

	private HttpResult get(HttpSettings settings, String address) {
		return get(this.factory.create(settings), address);
	}

	private HttpResult get(OutboundHttp http, String address) {
		return call(http, HttpCall.get(Secret.of(address), "*/*"));
	}

	private HttpResult call(OutboundHttp http, HttpCall call) {
		return CompletableFuture.supplyAsync(() -> http.exchange(call), (task) -> threads().start(task)).join();
	}

	/**
	 * Return the kind of threads that make the calls.
	 */
	Thread.Builder threads() {
		return Thread.ofPlatform();
	}

}
