package io.onsrelay.notifier.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.notifier.StoreNotifierContract;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoredText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
class AuditNotifierTests extends StoreNotifierContract {

	private static final Destination AUDIT = Destination.of("audit/default");

	@Test
	void appendKeepsTheEvidence() {
		Message message = Fixtures.message("computeapi.launchinstance.end");
		append(message);
		assertThat(records()).singleElement().satisfies((row) -> {
			assertThat(row).containsEntry("message_id", message.id().toString())
				.containsEntry("kind", "EVENT")
				.containsEntry("type", "com.oraclecloud.computeapi.launchinstance.end")
				.containsEntry("body_sha256", message.body().sha256())
				.containsEntry("kept_headers", message.headers().toJson());
			assertThat((byte[]) row.get("kept_body")).isEqualTo(message.body().bytes());
		});
	}

	@Test
	void appendWhenHeadersHoldTokensKeepsTheirDigests() {
		Map<String, String> headers = new HashMap<>(Fixtures.headers("plain.text").values());
		headers.put("X-OCI-NS-ConfirmationURL", "https://x?token=VE9QLVNFQ1JFVA==");
		headers.put("X-OCI-NS-UnsubscribeURL", "https://x?token=VE9QLVNFQ1JFVA==");
		Message message = new MessageParser().parse(Fixtures.message("plain.text").id(), Instant.EPOCH,
				new OnsHeaders(headers), Fixtures.body("plain.text"));
		append(message);
		assertThat(StoredText.columnsWith(this.store, "VE9QLVNFQ1JFVA")).isEmpty();
		assertThat(StoredText.columnsWith(this.store, Sha256.hex("https://x?token=VE9QLVNFQ1JFVA==")))
			.containsExactly("message_body.headers");
	}

	@Test
	void appendWhenSeveralStoresAreConfiguredKeepsThemApart() {
		append(Fixtures.message("plain.text"));
		Destination second = Destination.of("audit/second");
		SortedMap<Long, Notification> notifications = new TreeMap<>(Map.of(1L,
				new Notification(Fixtures.message("plain.text"), second, "all", PresentationOverrides.NONE)));
		this.store.write((jdbc) -> {
			new AuditNotifier(second, log()).append(jdbc, notifications);
			return 1;
		});
		assertThat(records()).extracting((row) -> row.get("destination"))
			.containsExactly("audit/default", "audit/second");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE audit_record SET body_sha256 = 'forged'", "DELETE FROM audit_record" })
	void recordsCanNeitherBeChangedNorDeleted(String statement) {
		append(Fixtures.message("plain.text"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.store.write((jdbc) -> jdbc.sql(statement).update()))
			.withMessageContaining("audit records are ");
	}

	@Test
	void factoryHasDefaultStoreThatReceivesAll() {
		AuditNotifierFactory factory = new AuditNotifierFactory(log());
		assertThat(factory.defaults()).containsOnlyKeys("default");
		assertThat(factory.defaults().values()).allMatch(factory::receivesAll);
		assertThat(factory.receivesAll(new AuditSettings(false))).isFalse();
	}

	@Override
	protected Destination destination() {
		return AUDIT;
	}

	@Override
	protected StoreNotifier notifier() {
		return new AuditNotifier(AUDIT, log());
	}

	@Override
	protected String table() {
		return "audit_record";
	}

	private AuditLog log() {
		return new AuditLog(this.store::isShared);
	}

	private List<Map<String, @Nullable Object>> records() {
		return this.store.read((jdbc) -> jdbc.sql("""
				SELECT audit_record.*, message_body.headers AS kept_headers, message_body.body AS kept_body
				FROM audit_record JOIN message_body ON message_body.seq = message_seq ORDER BY audit_record.seq
				""").query().listOfRows());
	}

}
