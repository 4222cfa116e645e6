package io.onsrelay.audit.standing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class BackgroundVerificationTests {

	private static final SigningKey KEY = SigningKey.generate();

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private SignedLog log;

	private BackgroundVerification verification;

	@BeforeEach
	void open() {
		this.log = new SignedLog(this.directory, this.dialect, KEY).grow(5);
		this.verification = new BackgroundVerification(new AuditLog(this.log.store()::isShared), this.log.store(),
				Duration.ZERO, this.log.clock());
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void firstOneIsFiveMinutesAfterTheStartAndThenOneADay() {
		Instant start = this.log.now();
		assertThat(this.verification.run()).contains(start.plus(Duration.ofMinutes(5)));
		assertThat(this.verification.standing().last()).isNull();
		this.log.clock().moveTo(start.plus(Duration.ofMinutes(5)));
		assertThat(this.verification.run()).contains(this.log.now().plus(Duration.ofDays(1)));
		assertThat(last().startedAt()).isEqualTo(this.log.now());
		assertThat(last().report().isFine()).isTrue();
		this.log.clock().move(Duration.ofHours(23));
		Optional<Instant> next = this.verification.run();
		assertThat(next).contains(this.log.now().plus(Duration.ofHours(1)));
	}

	@Test
	void oneThatIsAskedForIsNow() {
		assertThat(this.verification.verifyNow()).isTrue();
		this.verification.run();
		LogStanding standing = this.verification.standing();
		assertThat(standing.size()).isEqualTo(6);
		assertThat(standing.running()).isFalse();
		assertThat(standing.verified()).isEqualTo(6);
		assertThat(standing.checkpoint()).isNotNull().extracting((checkpoint) -> checkpoint.size()).isEqualTo(6L);
		assertThat(last().report().to()).isEqualTo(6);
	}

	@Test
	void whatWasAlteredIsAnErrorInTheLog() {
		this.log
			.tamper("UPDATE audit_record SET topic = 'other' WHERE message_id = '%s'".formatted(this.log.messageOf(2)));
		this.verification.verifyNow();
		try (LogCapture log = new LogCapture()) {
			this.verification.run();
			assertThat(log.text()).contains("The audit log was altered, headers or metadata edited: record 2 has other "
					+ "headers or other metadata than its leaf. Run the command audit verify");
		}
		assertThat(last().report().findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.fault()).isEqualTo(AuditFault.FIELDS_EDITED);
			assertThat(finding.messageId()).isEqualTo(this.log.messageOf(2));
		});
		assertThat(last().report().findings()).extracting(Finding::index).containsExactly(2L);
	}

	@Test
	void stopEndsOneThatRuns() {
		this.verification.verifyNow();
		this.verification.stop();
		this.log.accept(200);
		this.log.checkpoint();
		assertThat(this.verification.run()).as("not again before the next start").isEmpty();
		assertThat(this.verification.standing().running()).isFalse();
		assertThat(this.verification.standing().last()).isNull();
	}

	@Test
	void standingOfAnEmptyLogHasNoCheckpoint(@TempDir Path empty) {
		try (SignedLog none = new SignedLog(empty, this.dialect, KEY)) {
			BackgroundVerification first = new BackgroundVerification(new AuditLog(none.store()::isShared),
					none.store(), Duration.ZERO, none.clock());
			assertThat(first.standing()).isEqualTo(new LogStanding(0, null, false, 0, null));
		}
	}

	private LastVerification last() {
		return Objects.requireNonNull(this.verification.standing().last());
	}

}
