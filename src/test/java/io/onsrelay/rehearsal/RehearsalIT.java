package io.onsrelay.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.onsrelay.standin.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rehearsal}, and with it for the whole service from end to end. They
 * are apart from the unit tests because the service configures the log of its JVM.
 */
@Order(1)
class RehearsalIT {

	private static final Pace IMPATIENT = new Pace(Duration.ofSeconds(1), Duration.ZERO);

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final Narrator narrator = new Narrator(new PrintStream(this.printed, true, StandardCharsets.UTF_8));

	@Test
	void everySceneEndsAsExpected() throws InterruptedException {
		try (Stage stage = new Stage(FreePort.any(), FreePort.any())) {
			stage.sampleTraffic();
			boolean asExpected = new Rehearsal(stage, this.narrator, Pace.OF_A_TEST).play(Scene.ALL);
			assertThat(asExpected).as(this::story).isTrue();
			assertThat(story())
				.contains("Everything arrived where it should", stage.console().toString(), stage.password(),
						stage.slack().channelUrl().toString())
				.doesNotContain("MISSING");
			anHourOfTrafficIsInTheConsole(stage);
			theChannelLinksToTheConsole(stage);
		}
	}

	private void anHourOfTrafficIsInTheConsole(Stage stage) throws InterruptedException {
		assertThat(get(stage, stage.console().resolve("/dead-letters"))).contains("payload.source");
		assertThat(get(stage, stage.console().resolve("/silences/1"))).contains("Cloud Guard is being set up",
				"1, of which 1 were not sent after all");
		assertThat(get(stage, stage.console().resolve("/messages?q=heron"))).contains("heron-01");
	}

	private void theChannelLinksToTheConsole(Stage stage) throws InterruptedException {
		String channel = get(stage, stage.slack().channelUrl());
		assertThat(channel.split("<article>", -1)).hasSize(stage.slack().posts().size() + 1);
		assertThat(get(stage, stage.slack().channelUrl().resolve("posts?from=" + (stage.slack().posts().size() - 1))))
			.containsOnlyOnce("<article>");
		Matcher link = Pattern.compile("href=\"([^\"]*/messages/[^\"]*)\"").matcher(channel);
		assertThat(link.find()).isTrue();
		assertThat(get(stage, URI.create(link.group(1)))).contains("Where it went", "slack/ops");
	}

	private String get(Stage stage, URI address) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(address)
			.header("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString(("admin:" + stage.password()).getBytes(StandardCharsets.UTF_8)))
			.header("Accept", "text/html")
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).as(address.toString()).isEqualTo(200);
			return response.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void whatIsMissingIsToldWhenADestinationIsDown() throws InterruptedException {
		try (Stage stage = new Stage(FreePort.any(), FreePort.any())) {
			stage.slack().availability().failWith(400, "invalid_payload");
			boolean asExpected = new Rehearsal(stage, this.narrator, IMPATIENT).play(Scene.ALL.subList(0, 2));
			assertThat(asExpected).as(this::story).isFalse();
		}
		assertThat(story()).contains("MISSING").contains("2 of 2 messages did not arrive as they should");
	}

	private String story() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

}
