package io.onsrelay.confirmation;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.confirmation.url.ConfirmationGuardTests;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(Dialect.class)
class ConfirmationServiceTests {

	@Parameter
	private Dialect dialect;

	private ConfirmationFixture fixture;

	@BeforeEach
	void open(@TempDir Path directory) {
		this.fixture = new ConfirmationFixture(directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void receiveKeepsTheRequestAndWakesTheWorker() {
		assertThat(this.fixture.receive(ConfirmationFixture.URL))
			.isEqualTo(new ConfirmationRequestResult.Recorded(true));
		assertThat(this.fixture.column("state")).isEqualTo("pending");
		assertThat(this.fixture.column("subscription_id")).isEqualTo(ConfirmationFixture.SUBSCRIPTION);
		assertThat(this.fixture.column("topic_id")).isEqualTo(ConfirmationFixture.TOPIC);
		assertThat(this.fixture.wakeUps).isOne();
		assertThat(this.fixture.counted("received")).isOne();
	}

	@Test
	void receiveWhenUrlIsKnownKeepsOneRow() {
		this.fixture.receive(ConfirmationFixture.URL);
		assertThat(this.fixture.receive(ConfirmationFixture.URL))
			.isEqualTo(new ConfirmationRequestResult.Recorded(false));
		assertThat(this.fixture.rows()).isOne();
		assertThat(this.fixture.counted("received")).isOne();
	}

	@Test
	void receiveWhenRefusedKeepsTheReasonWithoutTheToken() {
		ConfirmationRequestResult result = this.fixture.receive("https://evil.test" + ConfirmationFixture.PATH);
		assertThat(result).isInstanceOfSatisfying(ConfirmationRequestResult.UrlRefused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo("host"));
		assertThat(this.fixture.column("state")).isEqualTo("refused");
		assertThat(this.fixture.column("url")).isEqualTo("none");
		assertThat(this.fixture.counted("refused")).isOne();
	}

	@Test
	void receiveWhenRefusalWasLiftedRecordsTheUrlAsPending() {
		String url = ConfirmationFixture.EXTRA_ORIGIN + ConfirmationFixture.PATH;
		ConfirmationService strict = new ConfirmationService(true, new ConfirmationGuard(Set.of(), List.of()),
				this.fixture.table(), new ConfirmationMetrics(this.fixture.registry), Clock.systemUTC(), () -> {
				});
		strict.receive(ConfirmationFixture.headers(), Secret.of(url));
		assertThat(this.fixture.column("state")).isEqualTo("refused");
		assertThat(this.fixture.receive(url)).isEqualTo(new ConfirmationRequestResult.Recorded(true));
		assertThat(this.fixture.column("state")).isEqualTo("pending");
	}

	@Test
	void receiveWhenDisabledCallsNoUrlAndDeletesIt(CapturedOutput output) {
		ConfirmationRequestResult result = this.fixture.confirmations(false)
			.receive(ConfirmationFixture.headers(), Secret.of(ConfirmationFixture.URL));
		assertThat(result).isEqualTo(new ConfirmationRequestResult.Recorded(true));
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertThat(this.fixture.column("url")).isEqualTo("none");
		assertThat(this.fixture.external).isEmpty();
		assertThat(output).contains("relay.confirmation.enabled");
	}

	@Test
	void receiveLogsNoToken(CapturedOutput output) {
		this.fixture.receive(ConfirmationFixture.URL);
		this.fixture.receive("https://evil.test" + ConfirmationFixture.PATH);
		assertThat(output).contains(ConfirmationFixture.SUBSCRIPTION).doesNotContain(ConfirmationFixture.TOKEN);
	}

	@Test
	void receiveWhenUrlIsHostileOpensNoConnection() {
		ConfirmationService confirmations = this.fixture.confirmations();
		ConfirmationGuardTests.hostile().forEach((url) -> {
			Secret hostile = Secret.of((String) Objects.requireNonNull(url.get()[1]));
			assertThat(confirmations.receive(ConfirmationFixture.headers(), hostile))
				.isInstanceOf(ConfirmationRequestResult.UrlRefused.class);
		});
		assertThat(this.fixture.worker().runOnce()).isEqualTo(Optional.empty());
		assertThat(this.fixture.external).isEmpty();
		assertThat(this.fixture.anywhere).isEmpty();
	}

}
