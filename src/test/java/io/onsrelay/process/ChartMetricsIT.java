package io.onsrelay.process;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.chart.Promql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the chart's alerting rules and dashboard ask for is in a scrape of the running
 * service: every metric, and every value of a label that a query names.
 */
class ChartMetricsIT {

	/** What Prometheus itself adds. */
	private static final Set<String> OF_PROMETHEUS = Set.of("up");

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final ManagementPort management = ManagementPort.free();

	@Test
	void everyMetricOfRulesAndDashboardIsScraped() {
		removeDestinationThatMessagesWaitFor();
		deliverSomeAndFailSome();
		Set<String> wanted = new TreeSet<>();
		queries().forEach((query) -> wanted.addAll(Promql.metrics(query)));
		assertThat(wanted).hasSizeGreaterThan(20);
		wanted.removeAll(OF_PROMETHEUS);
		wanted.removeAll(this.management.scrape().metrics());
		assertThat(wanted).as("not in the scrape").isEmpty();
	}

	@Test
	void statesOfCircuitsAndOutcomesOfConfirmationsAreThoseThatAreScraped() {
		this.relay.start(this.management.configuration());
		Scrape scrape = this.management.scrape();
		assertThat(scrape.values("relay_circuit", "state")).containsAll(wanted("relay_circuit", "state"));
		assertThat(scrape.values("relay_confirmations_total", "outcome"))
			.containsAll(wanted("relay_confirmations_total", "outcome"));
		assertThat(scrape.values("relay_ingest_seconds_bucket", "le"))
			.containsAll(wanted("relay_ingest_seconds_bucket", "le"));
	}

	private static Set<String> wanted(String metric, String label) {
		Set<String> values = new TreeSet<>();
		queries().flatMap((query) -> Promql.selectors(query, metric))
			.forEach((selector) -> values.addAll(Promql.values(selector, label)));
		assertThat(values).as("what is asked of %s", metric).isNotEmpty();
		return values;
	}

	private static Stream<String> queries() {
		return Stream.concat(Promql.ofRules().stream(), Promql.ofDashboard().stream());
	}

	/**
	 * The meter of a removed destination is there only with one.
	 */
	private void removeDestinationThatMessagesWaitFor() {
		RelayProcess before = this.relay.start(this.management.configuration() + this.relay.allTo("slack/old"));
		assertThat(this.relay.post(SequencedEvent.of(1, 9, 10)).over(1)).hasSize(1);
		before.kill();
		this.relay.start(this.management.configuration());
		Awaitility.await("the meter of the removed destination")
			.until(() -> this.management.scrape().metrics().contains("relay_delivery_orphaned"));
	}

	/**
	 * Meters of attempts are there after the first one.
	 */
	private void deliverSomeAndFailSome() {
		this.relay.pagerDuty().availability().failWith(500);
		List<SequencedEvent> marks = SequencedEvent.of(2, 0, 2);
		assertThat(this.relay.post(marks).over(2)).hasSameSizeAs(marks);
		this.relay.awaitDelivered(RelayExtension.SLACK, marks.size());
		Awaitility.await("a failed attempt").until(() -> this.relay.pagerDuty().availability().refused() > 0);
	}

}
