package io.onsrelay.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.event.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of a leaf, which verifiers outside of the service depend on.
 */
class LeafEncodingTests {

	private static final AuditEntry RECORD = entry("ocid1.onstopic.oc1.eu-frankfurt-1.topic", null, false);

	@Test
	void recordOfThePageHasTheLeafOfThePage() throws IOException {
		assertThat(Files.readString(Path.of("docs", "audit-log.md")))
			.contains("has the leaf `%s`.".formatted(LeafEncoding.leaf(RECORD, new TreeHasher())));
	}

	@Test
	void encodeWritesEachFieldBehindItsLength() {
		String bytes = HexFormat.of().formatHex(LeafEncoding.encode(RECORD));
		assertThat(bytes)
			.startsWith("01" + "0000000d" + HexFormat.of().formatHex("audit/default".getBytes(StandardCharsets.UTF_8)))
			.contains("00000008" + "000001936857ba00", "00000001" + "00" + "00000005", "ffffffff")
			.endsWith("00000002" + "7b7d" + "00000020" + Sha256.hex("hello"));
	}

	@Test
	void encodeTellsEachValueApart() {
		assertThat(List.of(RECORD, entry("ocid1.onstopic.oc1.eu-frankfurt-1.topi", "c", false),
				entry(null, null, false), entry("", null, false), entry(null, "", false), entry(null, null, true)))
			.extracting((entry) -> HexFormat.of().formatHex(LeafEncoding.encode(entry)))
			.doesNotHaveDuplicates();
	}

	@Test
	void encodeIsTheSameForWhatPostgresKeepsOfAText() {
		assertThat(LeafEncoding.encode(entry(null, "a\0b", false)))
			.isEqualTo(LeafEncoding.encode(entry(null, "a\uFFFDb", false)));
	}

	private static AuditEntry entry(@Nullable String topic, @Nullable String resource, boolean malformed) {
		return new AuditEntry("audit/default", "01933f5a-7b00-7000-8000-000000000001", 1732622400000L, 1732622399500L,
				"EVENT", malformed, topic, "com.oraclecloud.computeapi.launchinstance.end", resource,
				"ocid1.compartment.oc1..root", "{}", Sha256.hex("hello"), null, null);
	}

}
