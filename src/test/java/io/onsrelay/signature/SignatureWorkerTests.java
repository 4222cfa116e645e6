package io.onsrelay.signature;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.signature.SignatureFixture.Installation;
import io.onsrelay.signature.SignatureFixture.Posted;
import io.onsrelay.signature.construction.SignedMessage;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.SigningKey;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Signatures that are reported: {@link SignatureWorker}, {@link KnownConstructions} and
 * {@link SignatureTable}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class SignatureWorkerTests {

	private static final String ROW = SignatureFixture.TOPIC + " 2.0 " + OnsTopic.CONSTRUCTION + " ";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private SignatureFixture fixture;

	private Installation report;

	@BeforeEach
	void open() {
		this.fixture = new SignatureFixture(this.directory, this.dialect);
		this.fixture.store.write((jdbc) -> jdbc.sql("DELETE FROM signature_construction").update());
		this.report = this.fixture.with(SignatureMode.REPORT);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void messageThatVerifiesIsCountedLoggedAndRecorded(CapturedOutput output) {
		check(this.fixture.message("{}"));
		assertThat(this.fixture.counted("verified")).isOne();
		assertThat(this.fixture.registry.get("relay.signatures.verified")
			.tags("version", "2.0", "construction", OnsTopic.CONSTRUCTION)
			.counter()
			.count()).isOne();
		assertThat(this.fixture.rows()).containsExactly(ROW + 1);
		assertThat(output).contains("Signatures of topic %s with SignatureVersion 2.0 verify by plain-timestamp-sha256"
			.formatted(SignatureFixture.TOPIC));
	}

	@Test
	void noMoreMessagesAreCheckedInAMinuteThanTopicsSendUsually() {
		for (int i = 0; i < SignatureWorker.CHECKS_PER_MINUTE + 20; i++) {
			check(this.fixture.message(String.valueOf(i)));
		}
		assertThat(this.fixture.counted("verified")).isEqualTo(SignatureWorker.CHECKS_PER_MINUTE);
		assertThat(this.fixture.counted("skipped")).isEqualTo(20);
		this.fixture.pass(Duration.ofMinutes(1));
		check(this.fixture.message("next"));
		assertThat(this.fixture.counted("verified")).isEqualTo(SignatureWorker.CHECKS_PER_MINUTE + 1.0);
	}

	@Test
	void laterMessagesAreRecordedOnceAMinute() {
		check(this.fixture.message("1"));
		Optional<Instant> next = check(this.fixture.message("2"));
		check(this.fixture.message("3"));
		assertThat(this.fixture.rows()).containsExactly(ROW + 1);
		this.fixture.pass(Duration.between(SignatureFixture.START, next.orElseThrow()));
		assertThat(run()).isEmpty();
		assertThat(this.fixture.rows()).containsExactly(ROW + 3);
		assertThat(this.fixture.calls).as("the certificate is fetched once").hasSize(1);
	}

	@Test
	void stopRecordsWhatIsNotRecordedYet() {
		this.report.worker().start();
		check(this.fixture.message("1"));
		this.report.known()
			.add(SignedMessage.of(this.fixture.message("2").headers(), this.fixture.message("2").body()),
					OnsTopic.CONSTRUCTION);
		this.report.worker().stop();
		assertThat(this.fixture.rows()).containsExactly(ROW + 2);
	}

	@Test
	void constructionThatAnotherStartHasFoundIsTriedFirst() {
		check(this.fixture.message("1"));
		Installation restarted = this.fixture.with(SignatureMode.REPORT);
		restarted.known().load();
		IntStream.range(0, 100).forEach((i) -> restarted.accepted(this.fixture.message("n" + i)));
		restarted.worker().runOnce();
		assertThat(this.fixture.counted("verified")).as("also beyond the full tries of a minute").isEqualTo(101);
	}

	@Test
	void fullTriesAreBoundedInEachMinute() {
		IntStream.range(0, 100).forEach((i) -> this.report.accepted(this.fixture.message("n" + i).withBody("other")));
		run();
		assertThat(this.fixture.counted("mismatched")).isEqualTo(SignatureWorker.FULL_TRIES_PER_MINUTE);
		assertThat(this.fixture.counted("skipped")).isEqualTo(100 - SignatureWorker.FULL_TRIES_PER_MINUTE);
		this.fixture.pass(Duration.ofMinutes(1));
		check(this.fixture.message("verifies"));
		assertThat(this.fixture.counted("verified")).isOne();
	}

	@Test
	void messagesThatDoNotFitAreLeftOut() {
		String large = "x".repeat(256 * 1024);
		IntStream.range(0, 8).forEach((i) -> this.report.accepted(this.fixture.message(large + i)));
		assertThat(this.fixture.counted("skipped")).as("of 2 MB, more than 1 MB").isBetween(4.0, 5.0);
		run();
		IntStream.range(0, 300).forEach((i) -> this.report.accepted(this.fixture.message("n" + i)));
		assertThat(this.fixture.counted("skipped")).as("of 300, more than 256").isBetween(48.0, 49.0);
	}

	@Test
	void changedMessageIsCountedAndLoggedWithoutItsContents(CapturedOutput output) {
		check(this.fixture.message("{}"));
		check(this.fixture.message("{}").withBody("{\"secret\": 1}"));
		assertThat(this.fixture.counted("mismatched")).isOne();
		assertThat(output).contains("is not verified: its signature does not verify with the certificate")
			.doesNotContain("secret");
	}

	@Test
	void replacedCertificateIsFoundByTheFirstMessageThatDoesNotVerify() {
		this.fixture.certificate = SignatureFixture.found(SigningKey.create(2048,
				SignatureFixture.START.minusSeconds(9), SignatureFixture.START.plus(Duration.ofDays(9))));
		check(this.fixture.message("1"));
		assertThat(this.fixture.counted("mismatched")).isOne();
		this.fixture.certificate = SignatureFixture.found(SigningKey.standIn());
		this.fixture.pass(Duration.ofMinutes(10));
		check(this.fixture.message("2"));
		assertThat(this.fixture.counted("verified")).isOne();
	}

	@Test
	void linesInTheLogAreBounded(CapturedOutput output) {
		IntStream.range(0, 100)
			.forEach((i) -> this.report
				.accepted(this.fixture.message("n" + i).with("signingcerturl", "https://evil/" + i)));
		run();
		assertThat(this.fixture.counted("certificate_refused")).isEqualTo(100);
		assertThat(output.toString().split("is not verified: the URL of its certificate")).hasSizeBetween(2, 6);
		assertThat(output).doesNotContain("evil");
	}

	@Test
	void offLooksAtNothing() {
		Installation off = this.fixture.with(SignatureMode.OFF);
		off.worker().start();
		assertThat(off.worker().isRunning()).isFalse();
		assertThat(off.admit(this.fixture.message("1").without("signature"))).isEqualTo(SignatureAdmission.ADMITTED);
		off.accepted(this.fixture.message("1"));
		off.worker().runOnce();
		assertThat(this.fixture.calls).isEmpty();
		assertThat(this.fixture.checks()).isZero();
	}

	@Test
	void enforceWhenATopicHasNotVerifiedFailsTheStart() {
		Installation enforce = this.fixture.with(SignatureMode.ENFORCE);
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> enforce.worker().start())
			.satisfies((ex) -> assertThat(ex.getMistakes()).singleElement().satisfies((mistake) -> {
				assertThat(mistake.property()).isEqualTo("relay.ingest.signature");
				assertThat(mistake.description()).contains(SignatureFixture.TOPIC, "no construction has verified");
				assertThat(mistake.action()).contains("report", "signature check",
						"relay.ingest.signature-construction");
			}));
		assertThat(enforce.worker().isRunning()).isFalse();
	}

	@Test
	void enforceWhenTheTopicHasVerifiedOrAConstructionIsNamedStarts() {
		Installation named = this.fixture.with(SignatureMode.ENFORCE, "plain-none-pss");
		named.worker().start();
		named.worker().stop();
		check(this.fixture.message("1"));
		Installation learnt = this.fixture.with(SignatureMode.ENFORCE);
		learnt.worker().start();
		assertThat(learnt.worker().isRunning()).isTrue();
		learnt.worker().stop();
	}

	@Test
	void enforceWithoutTopicsOrConstructionsIsRefused() {
		SignatureSettings settings = new SignatureSettings(SignatureMode.ENFORCE, List.of(), List.of());
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(settings::check)
			.satisfies((ex) -> assertThat(ex.getMistakes().getFirst().description())
				.contains("relay.ingest.topics lists none"));
		new SignatureSettings(SignatureMode.ENFORCE, List.of("plain-none-pss"), List.of()).check();
		new SignatureSettings(SignatureMode.REPORT, List.of(), List.of()).check();
	}

	@Test
	void constructionThatDoesNotExistIsRefused() {
		SignatureSettings settings = new SignatureSettings(SignatureMode.REPORT, List.of("plain-timestamp-sha265"),
				List.of());
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(settings::check)
			.satisfies((ex) -> assertThat(ex.getMistakes().getFirst().action())
				.isEqualTo("Did you mean plain-timestamp-sha256? docs/signatures.md lists them."));
	}

	private Optional<Instant> check(Posted message) {
		this.report.accepted(message);
		return run();
	}

	private Optional<Instant> run() {
		return this.report.worker().runOnce();
	}

}
