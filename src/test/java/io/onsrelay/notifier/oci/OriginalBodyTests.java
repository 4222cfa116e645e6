package io.onsrelay.notifier.oci;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

import static org.assertj.core.api.Assertions.assertThat;

class OriginalBodyTests {

	@Test
	void ofWholeMessageIsWhatWasSent() {
		byte[] invalid = { '[', (byte) 0xff, ' ', '1', ']', '\n' };
		assertThat(OriginalBody.of(Fixtures.message("invalid", Body.of(invalid)))).isEqualTo(invalid);
	}

	@Test
	void ofPartIsArrayOfItsRecords() {
		String batch = "[1.50, %s, 20000000000000000001]".formatted(Fixtures.body("log.audit").text());
		assertThat(part(batch)).isEqualTo("[1.50,20000000000000000001]");
	}

	@Test
	void ofPartOfBatchThatIsEncodedTwiceIsArrayOfItsRecords() {
		String record = Fixtures.body("log.audit").text().replaceAll("\\s+", " ");
		String batch = "[%s,2,%s]".formatted(record, record);
		String encoded = "\"" + batch.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
		assertThat(part(encoded)).isEqualTo(part(batch)).startsWith("[{").doesNotContain("},2,{");
	}

	private static String part(String batch) {
		Message message = Fixtures.parse(batch);
		assertThat(message.contents()).hasSize(3);
		return new String(OriginalBody.of(message.part(new Message.Records("1,3"))), StandardCharsets.UTF_8);
	}

}
