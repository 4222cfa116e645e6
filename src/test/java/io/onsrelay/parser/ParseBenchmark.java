package io.onsrelay.parser;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

/**
 * Parsing the body of a message: once on receipt, and once for each delivery.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParseBenchmark {

	private final MessageParser parser = new MessageParser();

	/**
	 * The fixture.
	 */
	@Param({ "computeapi.instanceaction.stop.end", "alarm.v1.5.ok_to_firing", "log.audit", "malformed.alarm" })
	public String fixture = "";

	private Message message = Fixtures.message("plain.text");

	/**
	 * Reads the file.
	 */
	@Setup
	public void readFixture() {
		this.message = Fixtures.message(this.fixture);
	}

	/**
	 * Parses the body.
	 * @return the message
	 */
	@Benchmark
	public Message parse() {
		return this.parser.parse(this.message.id(), this.message.receivedAt(), this.message.headers(),
				Body.of(this.message.body().bytes()));
	}

}
