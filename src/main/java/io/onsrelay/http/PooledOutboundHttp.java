package io.onsrelay.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.apache.DeferredTargetRequestExecutor;
import io.onsrelay.http.apache.InterruptibleDnsResolver;
import io.onsrelay.http.url.InternalAddresses;
import io.onsrelay.http.url.ParsedUrl;
import io.onsrelay.secret.Secret;

/**
 * Calls through Apache HttpClient, which closes the connection of a call at its deadline:
 * that ends whatever the call waits for, except for resolving a name
 * ({@link InterruptibleDnsResolver}). A virtual thread makes its call itself. A platform
 * thread could not be interrupted meanwhile, so another one makes it.
 */
final class PooledOutboundHttp implements OutboundHttp {

	private static final NoResponse INTERRUPTED = new NoResponse(Cause.NETWORK,
			"Interrupted while waiting for a response");

	private final CloseableHttpClient client;

	private final HttpSettings settings;

	private final ExecutorService threads;

	private final ScheduledExecutorService deadlines;

	private final RetryAfter retryAfter;

	/**
	 * The URL of the last call: most clients call one for as long as they live.
	 */
	private volatile LastUrl last = LastUrl.of(Secret.of(""));

	PooledOutboundHttp(CloseableHttpClient client, HttpSettings settings, ExecutorService threads,
			ScheduledExecutorService deadlines, Clock clock) {
		this.client = client;
		this.settings = settings;
		this.threads = threads;
		this.deadlines = deadlines;
		this.retryAfter = new RetryAfter(clock);
	}

	@Override
	public HttpResult exchange(HttpCall call) {
		Optional<ParsedUrl> address = parse(call.uri());
		if (address.isEmpty()) {
			return new NoResponse(Cause.FORBIDDEN_ADDRESS, "The URL is no http or https URL");
		}
		if (this.settings.externalAddressesOnly() && InternalAddresses.isInternal(address.get().host())) {
			return new NoResponse(Cause.FORBIDDEN_ADDRESS, "The address is not a public one");
		}
		HttpUriRequestBase request = request(call, address.get());
		try {
			return Thread.currentThread().isVirtual() ? exchangeInTime(request, address.get())
					: await(this.threads.submit(() -> exchangeInTime(request, address.get())));
		}
		catch (RejectedExecutionException ex) {
			return new NoResponse(Cause.NETWORK, "The client is closed");
		}
		finally {
			request.cancel();
		}
	}

	private Optional<ParsedUrl> parse(Secret url) {
		LastUrl known = this.last;
		if (!known.url().reveal().equals(url.reveal())) {
			known = LastUrl.of(url);
			this.last = known;
		}
		return known.parsed();
	}

	private HttpUriRequestBase request(HttpCall call, ParsedUrl address) {
		HttpUriRequestBase request = new HttpUriRequestBase(call.method(), address.origin());
		call.headers().forEach(request::setHeader);
		if (!call.body().isEmpty()) {
			request.setEntity(new ByteArrayEntity(call.body().bytes(), null));
		}
		return request;
	}

	private static HttpResult await(Future<HttpResult> result) {
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return INTERRUPTED;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("An exchange failed unexpectedly", ex);
		}
	}

	private HttpResult exchangeInTime(HttpUriRequestBase request, ParsedUrl address) {
		long nanos = this.settings.deadline().toNanos();
		long deadline = System.nanoTime() + nanos;
		// Closing a connection may take time, which others' deadlines have not.
		Future<?> timer = this.deadlines.schedule(() -> this.threads.execute(request::cancel), nanos,
				TimeUnit.NANOSECONDS);
		try {
			HttpResult result = InterruptibleDnsResolver.until(deadline, () -> exchange(request, address));
			return (result instanceof NoResponse none) ? explain(none, deadline) : result;
		}
		finally {
			timer.cancel(false);
		}
	}

	/**
	 * Return why there is no response. A connection that is closed under a call says only
	 * that it is closed.
	 */
	private NoResponse explain(NoResponse result, long deadline) {
		if (System.nanoTime() - deadline >= 0) {
			return new NoResponse(Cause.TIMEOUT,
					"No complete response within " + this.settings.deadline().toMillis() + " ms");
		}
		return Thread.currentThread().isInterrupted() ? INTERRUPTED : result;
	}

	private HttpResult exchange(HttpUriRequestBase request, ParsedUrl address) {
		HttpClientContext context = HttpClientContext.create();
		DeferredTargetRequestExecutor.setTarget(context, address.target());
		try {
			// Not closed, since closing reads to the end of the response: cancelling the
			// request closes a connection that is not back in the pool by then.
			return response(this.client.executeOpen(null, request, context));
		}
		catch (IOException | RuntimeException ex) {
			return HttpFailureMapper.map(ex);
		}
	}

	private Response response(ClassicHttpResponse response) throws IOException {
		Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
		Optional<Duration> wait = (header != null) ? this.retryAfter.parse(header.getValue()) : Optional.empty();
		return new Response(response.getCode(), wait, body(response.getEntity()));
	}

	private String body(@Nullable HttpEntity entity) throws IOException {
		if (entity == null) {
			return "";
		}
		// Reading to the end returns the connection to the pool, so one byte more than
		// announced is asked for.
		long announced = entity.getContentLength();
		int kept = this.settings.keptBodyBytes();
		int asked = (announced >= 0 && announced < kept) ? Math.toIntExact(announced + 1) : kept;
		return new String(entity.getContent().readNBytes(asked), this.settings.bodyCharset());
	}

	/**
	 * A URL that was parsed.
	 *
	 * @param url the URL
	 * @param parsed its parts; empty if it is none that is called
	 */
	private record LastUrl(Secret url, Optional<ParsedUrl> parsed) {

		static LastUrl of(Secret url) {
			return new LastUrl(url, ParsedUrl.parse(url.reveal()));
		}

	}

}
