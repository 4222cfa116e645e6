package io.onsrelay.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;

import io.onsrelay.config.Mistake;
import io.onsrelay.console.view.Banner;
import io.onsrelay.routing.reload.RoutesStatus;
import io.onsrelay.search.IndexProgress;
import io.onsrelay.search.topic.TopicOverview.TopicStatus;
import io.onsrelay.signature.SignatureMode;
import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Banners} and {@link StoreCheck}.
 */
class BannersTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private Health health = Health.up().build();

	private RoutesStatus routes = routes(null);

	private Supplier<IndexProgress> index = () -> new IndexProgress(NOW, 3, false);

	private List<TopicStatus> topics = List.of(topic(null));

	private SignatureMode signatures = SignatureMode.REPORT;

	@Test
	void nothingIsSaidWhereAllIsWell() {
		assertThat(banners()).isEmpty();
	}

	@Test
	void storeThatCanNotBeWrittenIsToldFirstWithItsReason() {
		this.health = Health.down().withDetail("reason", "disk I/O error").build();
		this.routes = routes(new RoutesStatus.Refused("b", NOW,
				List.of(new Mistake("relay.routes[0].to", "is wrong.", "Correct it."))));
		assertThat(banners().getFirst().level()).isEqualTo("error");
		assertThat(text(banners().getFirst())).contains("No message can be stored now", "ONS sends them again",
				"disk I/O error");
	}

	@Test
	void storeThatDoesNotAnswerHoldsNoPageUpAndIsTriedOnceAtATime() {
		Queue<Runnable> waiting = new ArrayDeque<>();
		StoreCheck check = new StoreCheck(() -> this.health, waiting::add, Duration.ofMillis(1));
		assertThat(check.failure()).contains("it does not answer");
		assertThat(check.failure()).contains("it does not answer");
		assertThat(waiting).hasSize(1);
		waiting.remove().run();
		assertThat(check.failure()).as("the next trial").contains("it does not answer");
		waiting.remove().run();
		assertThat(waiting).isEmpty();
	}

	@Test
	void routesThatAreRefusedAreToldWithTheFirstMistake() {
		this.routes = routes(new RoutesStatus.Refused("b", NOW,
				List.of(new Mistake("relay.routes[0].to", "slack/opps is not there.", "Name another."))));
		assertThat(banners()).singleElement().satisfies((banner) -> {
			assertThat(banner.level()).isEqualTo("error");
			assertThat(text(banner)).contains("refused", "relay.routes[0].to", "The routes before them stay");
			assertThat(banner.path()).isEqualTo("/routes");
		});
	}

	@Test
	void changesThatNeedARestartAreNamed() {
		this.routes = new RoutesStatus("a", NOW, Duration.ofSeconds(5), null, List.of("relay.ingest.path"));
		assertThat(banners()).singleElement()
			.satisfies((banner) -> assertThat(text(banner)).contains("relay.ingest.path"));
	}

	@Test
	void indexThatIsBehindIsToldWithItsCount() {
		this.index = () -> new IndexProgress(NOW, 12_345, false);
		assertThat(banners()).singleElement()
			.satisfies((banner) -> assertThat(text(banner)).contains("behind by 12,345 messages", "by its ids"));
	}

	@Test
	void topicThatIsSilentIsNamed() {
		this.topics = List.of(topic(null), topic(NOW));
		assertThat(banners()).singleElement()
			.satisfies((banner) -> assertThat(text(banner)).contains("A topic is silent", "infra-alerts"));
	}

	@Test
	void signaturesThatAreEnforcedAreTold() {
		this.signatures = SignatureMode.ENFORCE;
		assertThat(banners()).singleElement()
			.satisfies((banner) -> assertThat(text(banner)).contains("Signatures are enforced"));
	}

	@Test
	void storeThatCanNotBeReadIsToldAndOtherBannersStay() {
		this.index = () -> {
			throw new StoreUnavailableException("locked", new IllegalStateException());
		};
		this.signatures = SignatureMode.ENFORCE;
		assertThat(banners()).extracting(Banner::title)
			.containsExactly("The store can't be read now.", "Signatures are enforced.");
	}

	private List<Banner> banners() {
		Executor atOnce = Runnable::run;
		return new Banners(new StoreCheck(() -> this.health, atOnce, Duration.ofSeconds(5)), () -> this.routes,
				this.index, () -> this.topics, this.signatures)
			.all();
	}

	private static String text(Banner banner) {
		return banner.title() + " " + banner.text();
	}

	private static RoutesStatus routes(RoutesStatus.@Nullable Refused refusal) {
		return new RoutesStatus("a", NOW, Duration.ofSeconds(5), refusal, List.of());
	}

	private static TopicStatus topic(@Nullable Instant silentSince) {
		return new TopicStatus("ocid1.onstopic.oc1..a", "infra-alerts", NOW, NOW, silentSince, List.of(), List.of());
	}

}
