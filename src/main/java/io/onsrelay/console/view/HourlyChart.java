package io.onsrelay.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A day in stacked bars, one for each hour, with the numbers that they show.
 *
 * @param summary the day in one line
 * @param series what is counted, the lowest part of each bar first
 * @param bars the parts of the bars
 * @param hours the numbers, the oldest hour first
 */
public record HourlyChart(String summary, List<String> series, List<Bar> bars, List<Hour> hours) {

	private static final int WIDTH = 384;

	private static final int HEIGHT = 63;

	private static final int BAR = 12;

	/**
	 * What is there is seen, however little it is.
	 */
	private static final int LEAST = 2;

	/**
	 * Copies the lists.
	 */
	public HourlyChart {
		series = List.copyOf(series);
		bars = List.copyOf(bars);
		hours = List.copyOf(hours);
	}

	/**
	 * Draws a chart.
	 * @param series what is counted, as many words as each hour has counts
	 * @param kinds the class of each in the style sheet
	 * @param hours the numbers, the oldest hour first
	 * @return the chart
	 */
	public static HourlyChart of(List<String> series, List<String> kinds, List<Hour> hours) {
		long most = hours.stream().mapToLong(Hour::total).max().orElse(0);
		List<Bar> bars = new ArrayList<>();
		double step = (double) WIDTH / Math.max(1, hours.size());
		for (int i = 0; i < hours.size(); i++) {
			Hour hour = hours.get(i);
			long top = HEIGHT;
			for (int kind = 0; kind < kinds.size(); kind++) {
				long count = hour.counts().get(kind);
				if (count > 0) {
					long height = Math.max(LEAST, Math.round((double) HEIGHT * count / most));
					top = Math.max(0, top - height);
					bars.add(new Bar(kinds.get(kind), Math.round(i * step + (step - BAR) / 2), top, height,
							counted(count, series.get(kind))));
				}
			}
		}
		String summary = IntStream.range(0, series.size())
			.mapToObj((kind) -> counted(hours.stream().mapToLong((hour) -> hour.counts().get(kind)).sum(),
					series.get(kind)))
			.collect(Collectors.joining(", "));
		return new HourlyChart(summary + " in 24 hours", series, bars, hours);
	}

	private static String counted(long count, String what) {
		return String.format(Locale.ROOT, "%,d %s", count,
				(count == 1 && what.endsWith("s")) ? what.substring(0, what.length() - 1) : what);
	}

	/**
	 * A part of a bar.
	 *
	 * @param kind its class
	 * @param x its left edge
	 * @param y its upper edge
	 * @param height its height
	 * @param label what it shows
	 */
	public record Bar(String kind, long x, long y, long height, String label) {
	}

	/**
	 * The numbers of an hour.
	 *
	 * @param start its begin
	 * @param counts a number for each of the series
	 */
	public record Hour(Instant start, List<Long> counts) {

		/**
		 * Copies the list.
		 */
		public Hour {
			counts = List.copyOf(counts);
		}

		long total() {
			return this.counts.stream().mapToLong(Long::longValue).sum();
		}

	}

}
