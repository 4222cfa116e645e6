package io.onsrelay.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import io.onsrelay.delivery.destination.DestinationReport;
import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.notifier.Destination;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks through the console in a real browser, as an operator does. All tests share one
 * service and one browser, and each begins with a new login.
 */
@Order(0)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ConsoleIT {

	private static final Path PICTURES = Path.of(System.getProperty("console.pictures", "target/console"));

	private static final String HOSTILE = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>${7*7}[[${7*7}]]"
			+ "\u202Ereversed\u202C" + "long".repeat(120);

	private ConsoleStage stage;

	private Browser browser;

	@BeforeAll
	void start() throws IOException {
		Assumptions.assumeTrue(Browser.isInstalled(),
				"Chromium and its driver are not installed (apt-get install chromium chromium-driver): no page was opened");
		this.stage = new ConsoleStage();
		this.browser = new Browser();
	}

	@AfterAll
	void stop() {
		if (this.browser != null) {
			this.browser.close();
		}
		if (this.stage != null) {
			this.stage.close();
		}
	}

	@BeforeEach
	void login() {
		this.browser.scripts(true);
		this.browser.look(1440, false);
		this.browser.forgetCookies();
		open("/");
		assertThat(this.browser.address()).contains("/login");
		loginAs("ada");
	}

	private void loginAs(String user) {
		this.browser.fill("#username", user);
		this.browser.fill("#password", ConsoleStage.PASSWORD);
		this.browser.press("Sign in");
		// Another address would end the login otherwise
		this.browser.await("body", "Sign out");
	}

	private void open(String path) {
		this.browser.open(this.stage.page(path));
	}

	private String firstMessage(String search) {
		open("/messages?q=" + search);
		return href("tbody a").replaceFirst(".*(/messages/)", "$1");
	}

	@Test
	@Order(1)
	void theFirstPageShowsEachDestination() {
		assertThat(this.browser.title()).isEqualTo("Overview · ons-relay");
		assertThat(this.browser.count("article")).isEqualTo(2);
		assertThat(this.browser.text()).contains("slack/ops", "pagerduty/primary", "dead letters");
		assertThat(this.browser.count("svg.chart rect")).isGreaterThan(20);
	}

	@Test
	@Order(2)
	void aMessageIsFoundAndItsDeadLetterReplayed() {
		open("/dead-letters");
		String message = href("tbody a[href*='/messages/']").replaceFirst(".*/", "");
		open("/messages");
		this.browser.fill("#search", message);
		this.browser.press("Search");
		Awaitility.await().until(() -> this.browser.address().contains(message));
		this.browser.find("tbody a[href*='/messages/']").click();
		this.browser.await("body", "Where it went");
		assertThat(this.browser.text()).contains("Where it went", "What happened", "payload.source");
		this.browser.press("Replay to pagerduty/primary");
		this.browser.await(".said", "is replayed");
		this.browser.await("td", "delivered");
		// It keeps itself up to date: nothing is loaded again
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.until(() -> this.browser.count("td .bad") == 0 && this.browser.count("td .good") > 1);
		assertThat(this.stage.pagerDuty().events()).hasSize(1);
	}

	@Test
	@Order(3)
	void aSilenceIsPreviewedAndWhatItHeldBackIsSentAfterAll() {
		open(firstMessage("OK_TO_FIRING"));
		this.browser.follow("Silence messages like this");
		this.browser.fill("#reason", "patch day");
		this.browser.press("Preview");
		this.browser.await("body", "In the last 24 hours");
		assertThat(this.browser.text()).contains("In the last 24 hours", "messages would have matched", "slack/ops");
		this.browser.press("Save the silence");
		this.browser.await("body", "is active from the next message on");
		assertThat(this.browser.text()).contains("is active from the next message on", "patch day");
		String silence = this.browser.address();
		int posts = this.stage.slack().posts().size();
		this.stage.publish(alarm());
		this.browser.open(silence);
		assertThat(this.browser.text()).contains("of which 2 were not sent after all");
		assertThat(this.stage.slack().posts()).hasSize(posts);
		this.browser.press("Send all of it after all");
		this.browser.await(".said", "2 deliveries are sent after all");
		Awaitility.await().until(() -> this.stage.slack().posts().size() == posts + 1);
		this.browser.press("End it now");
		this.browser.await("dl", "ended");
		assertThat(this.browser.find("dl").getText()).contains("ended");
	}

	private static String alarm() {
		return """
				{"dedupeKey":"a1a1a1a1-105-4b4b-8c8c-heroncpu0001","title":"Heron CPU","body":"CPU of a heron is high","type":"OK_TO_FIRING",
				"severity":"CRITICAL","timestampEpochMillis":%d,"timestamp":"%s","alarmMetaData":[{"id":
				"ocid1.alarm.oc1.eu-frankfurt-1.aaaaaaaaheroncpu","status":"FIRING","severity":"CRITICAL"}],"version":1.5}
				"""
			.formatted(Clock.systemUTC().millis(), Clock.systemUTC().instant());
	}

	@Test
	@Order(4)
	void aDestinationIsPausedResumedAndTested() {
		open("/destinations/slack/ops");
		this.browser.fill("#reason", "the channel is being moved");
		this.browser.press("Pause");
		this.browser.await("body", "is paused: what is due waits");
		assertThat(this.browser.text()).contains("is paused: what is due waits", "the channel is being moved");
		int posts = this.stage.slack().posts().size();
		this.stage.publish("Hello while it is paused");
		open("/destinations");
		this.browser.await("td", "Paused");
		assertThat(this.stage.slack().posts()).hasSize(posts);
		open("/destinations/slack/ops");
		this.browser.press("Resume");
		this.browser.await(".said", "is resumed");
		Awaitility.await().until(() -> this.stage.slack().posts().size() == posts + 1);
		this.browser.press("Send");
		this.browser.await(".said", "took the message");
	}

	@Test
	@Order(5)
	void routesAreReloadedAndWrongOnesAreTold() throws IOException {
		this.stage.routes("{\"eventType\": \"com.oraclecloud.*\"}");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			open("/routes");
			return this.browser.text().contains("com.oraclecloud.*");
		});
		this.stage.routes("{\"eventType\": ");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			open("/");
			return this.browser.count(".banner.error") > 0;
		});
		assertThat(this.browser.find(".banner.error").getText()).contains("routes");
		open("/routes");
		assertThat(this.browser.text()).contains("the files are refused", "com.oraclecloud.*");
		this.stage.routes("{}");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			open("/routes");
			return this.browser.text().contains("as the files say");
		});
	}

	@Test
	@Order(6)
	void whatReadersMayNotDoIsNotOffered() {
		this.browser.press("Sign out");
		loginAs("rita");
		for (String path : List.of("/dead-letters", "/destinations/slack/ops",
				"/silences/new?condition=%7B%7D&preview=1", "/silences", "/silences/1", "/audit")) {
			open(path);
			assertThat(this.browser.count("main form[method=post]")).as(path).isZero();
		}
	}

	@Test
	@Order(7)
	void readingAndChangingNeedNoScript() {
		this.browser.scripts(false);
		open("/messages?q=heron");
		assertThat(this.browser.count("tbody tr")).isPositive();
		open("/destinations/slack/ops");
		this.browser.fill("#reason", "without a script");
		this.browser.press("Pause");
		this.browser.await(".said", "is paused: what is due waits");
		this.browser.press("Resume");
		this.browser.await(".said", "is resumed");
	}

	@Test
	@Order(8)
	void theZoneOfTimesIsInTheAddress() {
		open("/messages?tz=Asia/Kolkata");
		assertThat(this.browser.find("td time").getText()).endsWith(" IST");
		this.browser.follow("Routes");
		this.browser.await("h1", "Routes");
		assertThat(this.browser.address()).endsWith("/routes?tz=Asia%2FKolkata");
	}

	@Test
	@Order(9)
	void whatIsNotThereIsSaid() {
		for (String path : List.of("/messages/nothing", "/messages/" + UUID.randomUUID(), "/destinations/slack/none",
				"/dead-letters/9999", "/silences/9999", "/routes/none", "/messages?state=none", "/messages?from=x")) {
			open(path);
			assertThat(this.browser.count(".empty h1")).as(path).isOne();
			assertThat(this.browser.violations()).as(path).isEmpty();
		}
	}

	@Test
	@Order(10)
	void everyPageIsAccessibleAndFitsItsWindow() throws IOException {
		aDeliveryIsGivenUp();
		for (Map.Entry<String, String> page : pages().entrySet()) {
			for (int width : List.of(360, 1440)) {
				for (boolean dark : List.of(false, true)) {
					this.browser.look(width, dark);
					open(page.getValue());
					String which = "%s, %d px, %s".formatted(page.getValue(), width, dark ? "dark" : "light");
					assertThat(this.browser.overflow()).as(which).isLessThanOrEqualTo(0);
					assertThat(this.browser.run(
							"return [...document.querySelectorAll('main button')].filter(b => b.offsetHeight > 70).length"))
						.as("buttons that are squeezed: " + which)
						.isEqualTo(0L);
					assertThat(this.browser.violations()).as(which).isEmpty();
					this.browser.picture(PICTURES.resolve("%s%s.png".formatted(page.getKey(),
							((width == 360) ? ".phone" : "") + (dark ? ".dark" : ""))), width, 1600);
				}
			}
		}
	}

	private void aDeliveryIsGivenUp() {
		this.stage.pagerDuty()
			.availability()
			.failWith(400, "{\"status\":\"invalid event\",\"errors\":[\"'payload.source' is missing or blank\"]}");
		this.stage.publish(alarm());
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.until(() -> this.stage.bean(Destinations.class)
				.find(new Destination("pagerduty", "primary"))
				.filter((report) -> report.dead() > 0)
				.isPresent());
		this.stage.pagerDuty().availability().recover();
	}

	private Map<String, String> pages() {
		Map<String, String> pages = new LinkedHashMap<>();
		pages.put("overview", "/");
		pages.put("messages", "/messages");
		pages.put("message", firstMessage("softstop"));
		pages.put("dead-letters", "/dead-letters?acknowledged=all");
		pages.put("replay", "/dead-letters/replays/new");
		pages.put("destinations", "/destinations");
		pages.put("destination", "/destinations/slack/ops");
		pages.put("silences", "/silences?state=all");
		pages.put("silence-new",
				"/silences/new?condition=%7B%22eventType%22%3A%22*instance*%22%7D&reason=patch+day&preview=1");
		pages.put("silence", "/silences/1");
		pages.put("routes", "/routes");
		pages.put("topics", "/topics");
		pages.put("audit", "/audit");
		pages.put("audit-record", "/audit/1");
		return pages;
	}

	@Test
	@Order(11)
	void hostileTextRunsNothingAndBreaksNothing() {
		String json = HOSTILE.replace("\"", "\\\"");
		this.stage.slack().availability().failWith(400, HOSTILE);
		this.stage.publish(
				"""
						{"eventType":"%1$s","eventID":"%2$s","source":"%1$s","cloudEventsVersion":"0.1","eventTime":"2026-03-01T12:00:00Z",
						"data":{"resourceName":"%1$s","resourceId":"%1$s","compartmentId":"%1$s","compartmentName":"%1$s",
						"additionalDetails":{"%1$s":"%1$s"},"freeformTags":{"%1$s":"%1$s"}}}
						"""
					.formatted(json, UUID.randomUUID()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.until(() -> this.stage.bean(Destinations.class)
				.find(new Destination("slack", "ops"))
				.map(DestinationReport::lastFailure)
				.isPresent());
		this.stage.slack().availability().recover();
		open("/messages");
		String message = href("tbody a").replaceFirst(".*(/messages/)", "$1");
		open("/destinations/slack/ops");
		for (int width : List.of(360, 1440)) {
			this.browser.look(width, false);
			for (String path : List.of("/", "/messages", message, "/dead-letters", "/destinations",
					"/destinations/slack/ops", "/silences/new?message=" + message.replace("/messages/", ""),
					"/routes?message=" + message.replace("/messages/", ""), "/audit", "/audit/1")) {
				open(path);
				assertThat(this.browser.run("return String(window.hit)")).as(path).isEqualTo("undefined");
				assertThat(this.browser.count("img")).as(path).isZero();
				assertThat(this.browser.text()).as(path).doesNotContain("49[[");
				assertThat(this.browser.overflow()).as(path + " at " + width).isLessThanOrEqualTo(0);
			}
		}
		assertThat(this.browser.run("return performance.getEntriesByType('resource').filter(e => !e.name.startsWith("
				+ "location.origin)).length"))
			.isEqualTo(0L);
	}

	private String href(String selector) {
		return Objects.requireNonNull(this.browser.find(selector).getAttribute("href"));
	}

}
