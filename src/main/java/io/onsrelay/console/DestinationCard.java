package io.onsrelay.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.console.view.HourlyChart;
import io.onsrelay.delivery.destination.DestinationReport;
import io.onsrelay.delivery.destination.DestinationState;
import io.onsrelay.delivery.destination.HourlyCount;

/**
 * A destination on a page.
 *
 * @param kind its kind
 * @param name its name
 * @param mark how its state is marked
 * @param state its state in a word or two
 * @param explanation what that means now; {@code null} where there is nothing to say
 * @param report what is known of it
 * @param chart its last day; {@code null} where nothing is counted
 */
record DestinationCard(String kind, String name, String mark, String state, @Nullable String explanation,
		DestinationReport report, @Nullable HourlyChart chart) {

	private static final List<String> SERIES = List.of("delivered", "failed attempts", "dead letters");

	private static final List<String> CLASSES = List.of("ok", "again", "lost");

	static DestinationCard of(DestinationReport report, @Nullable List<HourlyCount> hours) {
		return new DestinationCard(report.destination().kind(), report.destination().name(), mark(report.state()),
				word(report.state()), explanation(report), report,
				(hours != null) ? HourlyChart.of(SERIES, CLASSES,
						hours.stream()
							.map((hour) -> new HourlyChart.Hour(hour.hour(),
									List.of(hour.delivered(), hour.failed(), hour.dead())))
							.toList())
						: null);
	}

	public boolean isPaused() {
		return this.report.pause() != null;
	}

	public boolean isRemoved() {
		return this.report.state() == DestinationState.REMOVED;
	}

	/**
	 * Return the rate in words.
	 */
	public String rate() {
		Duration interval = this.report.interval();
		if (interval.isZero()) {
			return "not limited";
		}
		double perSecond = 1000.0 / interval.toMillis();
		return (perSecond >= 1) ? "%.0f a second".formatted(perSecond) : "%.0f a minute".formatted(perSecond * 60);
	}

	private static String mark(DestinationState state) {
		return switch (state) {
			case WORKING -> "good";
			case RATE_LIMITED -> "note";
			case DOWN -> "bad";
			case PAUSED -> "held";
			case REMOVED -> "idle";
		};
	}

	private static String word(DestinationState state) {
		return switch (state) {
			case WORKING -> "Working";
			case RATE_LIMITED -> "Waiting";
			case DOWN -> "Down";
			case PAUSED -> "Paused";
			case REMOVED -> "Removed";
		};
	}

	private static @Nullable String explanation(DestinationReport report) {
		return switch (report.state()) {
			case WORKING -> null;
			case RATE_LIMITED -> "It is called later, because of its rate or its Retry-After.";
			case DOWN -> "It does not answer as it should. One message probes it; the others wait.";
			case PAUSED -> (report.pause() != null) ? "%s: %s".formatted(report.pause().by(), report.pause().reason())
					: "An operator has paused it.";
			case REMOVED -> "It is not configured any more, and deliveries still wait for it.";
		};
	}

	/**
	 * Return when it is called next; {@code null} if it may be called now.
	 */
	public @Nullable Instant next() {
		DestinationReport.Circuit circuit = this.report.circuit();
		return (circuit != null && circuit.probeAt() != null) ? circuit.probeAt() : this.report.waitsUntil();
	}

}
