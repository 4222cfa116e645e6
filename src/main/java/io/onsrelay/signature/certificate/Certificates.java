package io.onsrelay.signature.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.signature.certificate.CertificateGuard.CertificateTarget;
import io.onsrelay.signature.certificate.CertificateGuard.RejectedUrl;
import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.CertificateResult.RefusedUrl;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;
import io.onsrelay.timing.Allowance;
import io.onsrelay.timing.Backoff;

/**
 * The certificates by their URLs. One is fetched when it is first needed, by one thread
 * for all that wait for it, and kept in memory. Senders choose the URLs, so memory, calls
 * in each minute and the repetition of failed calls are bounded; a flood of URLs that
 * fail does not displace a certificate that was read.
 */
public final class Certificates {

	/**
	 * More than there are regions of one realm.
	 */
	private static final int MAX_FOUND = 128;

	private static final int MAX_FAILED = 256;

	private static final int FETCHES_PER_MINUTE = 30;

	/**
	 * A certificate is fetched again after this time, in the background.
	 */
	private static final Duration REFRESH = Duration.ofHours(24);

	/**
	 * A certificate of this age may have been replaced when a signature does not verify.
	 */
	private static final Duration DOUBTFUL = Duration.ofMinutes(10);

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

	private final CertificateGuard guard;

	private final CertificateClients clients;

	private final Executor threads;

	private final Clock clock;

	private final RandomGenerator random;

	private final Allowance fetches;

	private final Cache<String, KeptCertificate> found = Caffeine.newBuilder().maximumSize(MAX_FOUND).build();

	private final Cache<String, FailedFetch> failed = Caffeine.newBuilder().maximumSize(MAX_FAILED).build();

	private final Map<String, CompletableFuture<CertificateResult>> inFlight = new ConcurrentHashMap<>();

	/**
	 * Creates the store, without certificates.
	 * @param origins the origins beside the built-in ones
	 * @param clients fetch certificates
	 * @param threads run the calls
	 * @param clock tells how old a certificate is
	 * @param random the source of the jitter
	 */
	public Certificates(OracleOrigins origins, CertificateClients clients, Executor threads, Clock clock,
			RandomGenerator random) {
		this.guard = new CertificateGuard(origins);
		this.clients = clients;
		this.threads = threads;
		this.clock = clock;
		this.random = random;
		this.fetches = new Allowance(FETCHES_PER_MINUTE, clock);
	}

	/**
	 * Return the certificate of a URL.
	 * @param url the URL as the sender wrote it
	 * @param atMost how long to wait if it has to be fetched; the call goes on after that
	 * @return the certificate, or why there is none
	 */
	public CertificateResult get(String url, Duration atMost) {
		return switch (this.guard.check(url)) {
			case RejectedUrl rejected -> new RefusedUrl(rejected.explanation());
			case CertificateTarget target -> get(url, target, atMost);
		};
	}

	private CertificateResult get(String url, CertificateTarget target, Duration atMost) {
		KeptCertificate kept = this.found.getIfPresent(url);
		if (kept == null) {
			return fetch(url, target, atMost);
		}
		if (isOlder(kept, REFRESH)) {
			fetch(url, target, Duration.ZERO);
		}
		return kept.result();
	}

	/**
	 * Fetches a certificate again that may have been replaced, since a signature does not
	 * verify with it.
	 * @param url the URL as the sender wrote it
	 * @param atMost how long to wait; the call goes on after that
	 * @return {@code true} if there is another certificate now
	 */
	public boolean renew(String url, Duration atMost) {
		KeptCertificate kept = this.found.getIfPresent(url);
		if (kept == null || !isOlder(kept, DOUBTFUL) || !(this.guard.check(url) instanceof CertificateTarget target)) {
			return false;
		}
		fetch(url, target, atMost);
		KeptCertificate now = this.found.getIfPresent(url);
		return now != null && !now.result().certificate().key().equals(kept.result().certificate().key());
	}

	private boolean isOlder(KeptCertificate kept, Duration age) {
		return !this.clock.instant().isBefore(kept.fetchedAt().plus(age));
	}

	private CertificateResult fetch(String url, CertificateTarget target, Duration atMost) {
		FailedFetch failure = this.failed.getIfPresent(url);
		if (failure != null && this.clock.instant().isBefore(failure.retryAt())) {
			return failure.result();
		}
		CompletableFuture<CertificateResult> started = new CompletableFuture<>();
		CompletableFuture<CertificateResult> running = this.inFlight.putIfAbsent(url, started);
		if (running != null) {
			return await(running, target, atMost);
		}
		if (!this.fetches.tryUse()) {
			this.inFlight.remove(url, started);
			started.complete(new UnavailableCertificate(
					"%d certificates were asked for within a minute: those of other messages "
						.formatted(FETCHES_PER_MINUTE) + "are fetched later"));
			return started.join();
		}
		this.threads.execute(() -> complete(url, target, started));
		return await(started, target, atMost);
	}

	private void complete(String url, CertificateTarget target, CompletableFuture<CertificateResult> result) {
		CertificateResult fetched = new UnavailableCertificate(target.authority() + ": the call failed");
		try {
			fetched = this.clients.fetch(url, target);
		}
		finally {
			keep(url, fetched);
			this.inFlight.remove(url, result);
			result.complete(fetched);
		}
	}

	private void keep(String url, CertificateResult fetched) {
		Instant now = this.clock.instant();
		if (fetched instanceof FoundCertificate certificate) {
			this.found.put(url, new KeptCertificate(certificate, now));
			this.failed.invalidate(url);
			return;
		}
		FailedFetch before = this.failed.getIfPresent(url);
		int attempts = ((before != null) ? before.attempts() : 0) + 1;
		this.failed.put(url, new FailedFetch(fetched, attempts, now.plus(BACKOFF.delay(attempts, null, this.random))));
	}

	private static CertificateResult await(CompletableFuture<CertificateResult> result, CertificateTarget target,
			Duration atMost) {
		try {
			return result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return new UnavailableCertificate(
					"%s: no response within %d ms".formatted(target.authority(), atMost.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new UnavailableCertificate(target.authority() + ": interrupted while waiting for a response");
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A call failed unexpectedly", ex);
		}
	}

	/**
	 * A certificate that was read.
	 */
	private record KeptCertificate(FoundCertificate result, Instant fetchedAt) {
	}

	/**
	 * A call that failed.
	 */
	private record FailedFetch(CertificateResult result, int attempts, Instant retryAt) {
	}

}
