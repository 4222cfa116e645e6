package io.onsrelay.http.apache;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names in threads of their own: the system's resolver can't be interrupted and
 * may take minutes. Names are resolved for new connections only.
 */
public final class InterruptibleDnsResolver implements DnsResolver {

	private static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance();

	private final DnsResolver resolver;

	private final ExecutorService threads;

	/**
	 * Creates a resolver.
	 * @param resolver resolves the names
	 * @param threads the threads that it may keep for as long as it takes
	 */
	public InterruptibleDnsResolver(DnsResolver resolver, ExecutorService threads) {
		this.resolver = resolver;
		this.threads = threads;
	}

	/**
	 * Limits how long resolving a name may take.
	 * @param <T> the type of the result
	 * @param deadline until when, as {@link System#nanoTime()} counts
	 * @param call resolves names in this thread
	 * @return what the call returns
	 */
	public static <T> T until(long deadline, ScopedValue.CallableOp<T, RuntimeException> call) {
		return ScopedValue.where(DEADLINE, deadline).call(call);
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		return await(() -> this.resolver.resolve(host));
	}

	@Override
	public String resolveCanonicalHostname(String host) throws UnknownHostException {
		return await(() -> this.resolver.resolveCanonicalHostname(host));
	}

	private <T> T await(Callable<T> lookup) throws UnknownHostException {
		try {
			Future<T> found = this.threads.submit(lookup);
			return found.get(DEADLINE.get() - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownHostException unknown) {
				throw unknown;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException | RejectedExecutionException ex) {
			throw new UnknownHostException("The name was not resolved in time");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnknownHostException("Interrupted while resolving a name");
		}
	}

}
