package io.onsrelay.delivery.engine;

import java.sql.SQLException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import io.onsrelay.store.SimulatedStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schedules of arrivals, failures, kills and restarts, each drawn from its seed. One that
 * breaks a promise says its seed, and does the same again with
 * {@code -Drelay.seed=<seed> -Drelay.schedules=1}.
 */
class SimulationTests {

	private static final long SEED = Long.getLong("relay.seed", 1);

	private static final int SCHEDULES = Integer.getInteger("relay.schedules", 100);

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.onsrelay.delivery");

	private SimulatedStore store;

	@BeforeEach
	void open() {
		this.store = new SimulatedStore();
		// Thousands of dead letters would be reported.
		this.logger.setLevel(Level.OFF);
	}

	@AfterEach
	void close() throws SQLException {
		this.logger.setLevel(null);
		this.store.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void promisesHoldWhateverHappens(int processes) {
		long start = System.nanoTime();
		int messages = 0;
		int partial = 0;
		for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
			SimulationRecord record = new Simulation(seed, this.store, processes).play();
			assertThat(record.broken()).as("%d processes, the seed %d", processes, seed).isEmpty();
			messages += record.messages();
			partial += record.partial();
		}
		assertThat(partial).as("calls that took part of a batch").isPositive();
		System.out.printf("%d schedules of %d processes with %d messages, %d partly taken batches, in %.1f s%n",
				SCHEDULES, processes, messages, partial, (System.nanoTime() - start) / 1e9);
	}

	@Test
	void sameSeedDoesTheSameAgain() {
		SimulationRecord first = new Simulation(42, this.store, 3).play();
		SimulationRecord second = new Simulation(42, this.store, 3).play();
		assertThat(second.messages()).isEqualTo(first.messages()).isPositive();
		assertThat(second.kills()).isEqualTo(first.kills());
	}

}
