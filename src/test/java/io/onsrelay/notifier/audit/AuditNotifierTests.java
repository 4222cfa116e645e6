package io.onsrelay.notifier.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoredText;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
class AuditNotifierTests {

	private static final Destination AUDIT = Destination.of("audit/default");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	private AuditNotifier notifier;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.notifier = new AuditNotifier(AUDIT, this.store);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void deliverKeepsTheEvidence() {
		Message message = Fixtures.message("computeapi.launchinstance.end");
		assertThat(deliver(message)).isEqualTo(Outcome.delivered());
		assertThat(records()).singleElement().satisfies((row) -> {
			assertThat(row).containsEntry("message_id", message.id().toString())
				.containsEntry("kind", "EVENT")
				.containsEntry("type", "com.oraclecloud.computeapi.launchinstance.end")
				.containsEntry("body_sha256", message.body().sha256())
				.containsEntry("headers", message.headers().toJson());
			assertThat((byte[]) row.get("body")).isEqualTo(message.body().bytes());
		});
	}

	@Test
	void deliverWhenHeadersHoldTokensKeepsTheirDigests() {
		Map<String, String> headers = new HashMap<>(Fixtures.headers("plain.text").values());
		headers.put("X-OCI-NS-ConfirmationURL", "https://x?token=VE9QLVNFQ1JFVA==");
		headers.put("X-OCI-NS-UnsubscribeURL", "https://x?token=VE9QLVNFQ1JFVA==");
		Message message = new MessageParser().parse(Fixtures.message("plain.text").id(), Instant.EPOCH,
				new OnsHeaders(headers), Fixtures.body("plain.text"));
		deliver(message);
		assertThat(StoredText.columnsWith(this.store, "VE9QLVNFQ1JFVA")).isEmpty();
		assertThat(StoredText.columnsWith(this.store, Sha256.hex("https://x?token=VE9QLVNFQ1JFVA==")))
			.containsExactly("audit_record.headers");
	}

	@Test
	void deliverWhenRecordIsThereLeavesIt() {
		deliver(Fixtures.message("plain.text"));
		assertThat(deliver(Fixtures.message("plain.text"))).isEqualTo(Outcome.delivered());
		assertThat(records()).hasSize(1);
	}

	@Test
	void deliverWhenBatchHoldsOneThatIsThereAddsTheOthers() {
		deliver(Fixtures.message("plain.text"));
		deliver(Fixtures.message("plain.text"), Fixtures.message("log.audit"), Fixtures.message("log.batch"));
		assertThat(records()).hasSize(3);
	}

	@Test
	void deliverWhenSeveralStoresAreConfiguredKeepsThemApart() {
		deliver(Fixtures.message("plain.text"));
		Destination second = Destination.of("audit/second");
		new AuditNotifier(second, this.store).deliver(
				List.of(new Notification(Fixtures.message("plain.text"), second, "all", PresentationOverrides.NONE)));
		assertThat(records()).extracting((row) -> row.get("destination"))
			.containsExactly("audit/default", "audit/second");
	}

	@Test
	void deliverWhenStoreIsAwaySaysAgainLater() {
		this.store.close();
		assertThat(deliver(Fixtures.message("plain.text")))
			.isEqualTo(Outcome.retry(Outcome.Reason.SERVER, "The store can't be written"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE audit_record SET body_sha256 = 'forged'", "DELETE FROM audit_record" })
	void recordsCanNeitherBeChangedNorDeleted(String statement) {
		deliver(Fixtures.message("plain.text"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.store.write((jdbc) -> jdbc.sql(statement).update()))
			.withMessageContaining("audit records are never");
	}

	@Test
	void factoryHasDefaultStoreThatReceivesAll() {
		AuditNotifierFactory factory = new AuditNotifierFactory(this.store);
		assertThat(factory.defaults()).containsOnlyKeys("default");
		assertThat(factory.defaults().values()).allMatch(factory::receivesAll);
		assertThat(factory.receivesAll(new AuditSettings(false))).isFalse();
	}

	private Outcome deliver(Message... messages) {
		return this.notifier.deliver(List.of(messages)
			.stream()
			.map((message) -> new Notification(message, AUDIT, "all", PresentationOverrides.NONE))
			.toList());
	}

	private List<Map<String, @Nullable Object>> records() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT * FROM audit_record ORDER BY seq").query().listOfRows());
	}

}
