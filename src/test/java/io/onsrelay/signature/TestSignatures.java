package io.onsrelay.signature;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.signature.certificate.CertificateClients;
import io.onsrelay.signature.certificate.Certificates;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Signatures for tests of other modules, without network.
 */
public final class TestSignatures {

	private static final OutboundHttp NO_NETWORK = (_) -> new HttpResult.NoResponse(HttpResult.Cause.NETWORK,
			"Connection refused");

	private TestSignatures() {
	}

	/**
	 * Return a service that looks at no signature.
	 * @return the service
	 */
	public static SignatureService off() {
		Clock clock = Clock.systemUTC();
		SignatureMetrics metrics = new SignatureMetrics(new SimpleMeterRegistry());
		SignatureJudge judge = new SignatureJudge(new Certificates(new OracleOrigins(List.of(), List.of()),
				new CertificateClients(NO_NETWORK, NO_NETWORK), Runnable::run, clock, new Random(1)), metrics);
		SignatureSettings settings = new SignatureSettings(SignatureMode.OFF, List.of(), List.of());
		KnownConstructions none = new KnownConstructions(settings, new SignatureTable(new NoStore()), clock);
		return new SignatureService(SignatureMode.OFF, judge, none,
				new SignatureWorker(settings, judge, none, metrics, clock), metrics, clock);
	}

	/**
	 * Is not used while signatures are off.
	 */
	private static final class NoStore implements Store {

		@Override
		public <T> T write(UnitOfWork<T> work) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Dialect dialect() {
			return Dialect.SQLITE;
		}

	}

}
