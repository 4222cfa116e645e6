package io.onsrelay.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.onsrelay.standin.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rehearsal}, and with it for the whole service from end to end. They
 * are apart from the unit tests because the service configures the log of its JVM.
 */
class RehearsalIT {

	private static final Pace IMPATIENT = new Pace(Duration.ofSeconds(1), Duration.ZERO);

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final Narrator narrator = new Narrator(new PrintStream(this.printed, true, StandardCharsets.UTF_8));

	@Test
	void everySceneEndsAsExpected() throws InterruptedException {
		try (Stage stage = new Stage(FreePort.any(), FreePort.any())) {
			boolean asExpected = new Rehearsal(stage, this.narrator, Pace.OF_A_TEST).play(Scene.ALL);
			assertThat(asExpected).as(this::story).isTrue();
		}
		assertThat(story()).contains("Everything arrived where it should").doesNotContain("MISSING");
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
