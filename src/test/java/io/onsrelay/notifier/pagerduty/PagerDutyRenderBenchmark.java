package io.onsrelay.notifier.pagerduty;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.onsrelay.event.Fixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;

/**
 * Rendering a message as an event for PagerDuty, redaction included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PagerDutyRenderBenchmark {

	private static final String KEY = "0123456789abcdef".repeat(2);

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.standard());

	private Notification notification = notification("plain.text");

	/**
	 * The fixture.
	 */
	@Param({ "computeapi.instanceaction.stop.end", "alarm.v1.5.ok_to_firing", "log.audit", "malformed.alarm" })
	public String fixture = "";

	/**
	 * Reads the message.
	 */
	@Setup
	public void readFixture() {
		this.notification = notification(this.fixture);
	}

	/**
	 * Renders it.
	 * @return the body of the call
	 */
	@Benchmark
	public String render() {
		return this.event.render(this.notification, KEY).event().toString();
	}

	private static Notification notification(String fixture) {
		return new Notification(Fixtures.message(fixture), Destination.of("pagerduty/primary"), "lifecycle",
				PresentationOverrides.NONE);
	}

}
