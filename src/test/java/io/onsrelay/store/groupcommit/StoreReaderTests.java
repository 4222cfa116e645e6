package io.onsrelay.store.groupcommit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StoreReader}.
 */
class StoreReaderTests {

	private final JdbcClient unused = JdbcClient.create(new DriverManagerDataSource());

	private final StoreReader sqlite = new StoreReader(this.unused, Dialect.SQLITE);

	private final StoreReader postgres = new StoreReader(this.unused, Dialect.POSTGRESQL);

	@AfterEach
	void close() {
		this.sqlite.close();
		this.postgres.close();
	}

	@Test
	void readWhenDriverIsNativeLeavesTheCarrierFree() throws Exception {
		assertThat(runsVirtually(this.sqlite)).isFalse();
	}

	@Test
	void readWhenDriverIsJavaStaysOnItsThread() throws Exception {
		assertThat(runsVirtually(this.postgres)).isTrue();
	}

	@Test
	void readWhenThreadIsNotVirtualStaysOnIt() {
		assertThat(this.sqlite.<Thread>read((_) -> Thread.currentThread())).isSameAs(Thread.currentThread());
	}

	@Test
	void readWhenDatabaseFailsIsUnavailable() {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> virtually(() -> this.sqlite.read((_) -> {
			throw new DataAccessResourceFailureException("gone");
		}))).withCauseInstanceOf(StoreUnavailableException.class);
	}

	@Test
	void readWhenQueryIsWrongThrowsWhatItThrew() {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> virtually(() -> this.sqlite.read((_) -> {
			throw new IllegalArgumentException("wrong");
		}))).withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void readWhenClosedIsUnavailable() {
		this.sqlite.close();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> virtually(() -> this.sqlite.read((_) -> "never")))
			.withCauseInstanceOf(StoreUnavailableException.class);
	}

	private static boolean runsVirtually(StoreReader reader) throws Exception {
		return virtually(() -> reader.read((_) -> Thread.currentThread().isVirtual()));
	}

	private static <T> T virtually(Callable<T> call) throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return threads.submit(call).get();
		}
	}

}
