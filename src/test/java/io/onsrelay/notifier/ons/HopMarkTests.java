package io.onsrelay.notifier.ons;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.HostileMessages;

import static org.assertj.core.api.Assertions.assertThat;

class HopMarkTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                              | {"onsRelayHops":2}
			{ "a": 1.50 }                   | {"onsRelayHops":2, "a": 1.50 }
			{"onsRelayHops":1,"a":"é"}      | {"onsRelayHops":2,"a":"é"}
			{"a":"é😀","onsRelayHops": 1 }  | {"a":"é😀","onsRelayHops": 2 }
			{"onsRelayHops":"x\\"y","a":[1]} | {"onsRelayHops":2,"a":[1]}
			{"onsRelayHops":{"a":[{}]}}     | {"onsRelayHops":2}
			{"a":{"onsRelayHops":1}}        | {"onsRelayHops":2,"a":{"onsRelayHops":1}}
			[]                              | [{"onsRelayHops":2}]
			[1, "{}" ]                      | [1, "{}" ,{"onsRelayHops":2}]
			[1,{"a":1},{"b":2}]             | [1,{"onsRelayHops":2,"a":1},{"b":2}]
			[{"a":1},{"onsRelayHops":1}]    | [{"a":1},{"onsRelayHops":2}]
			[[{"a":1}]]                     | [[{"a":1}],{"onsRelayHops":2}]
			""")
	void writeInJsonChangesNothingElse(String text, String marked) {
		assertThat(HopMark.write(text, 2)).isEqualTo(marked);
		assertThat(HopMark.read(marked)).isEqualTo(2);
		assertThat(HopMark.write(marked, 3))
			.isEqualTo(marked.replace("Hops\":2", "Hops\":3").replace("Hops\": 2", "Hops\": 3"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"onsRelayHops":-1}                  | 0
			{"onsRelayHops":"3"}                 | 0
			{"onsRelayHops":null}                | 0
			{"onsRelayHops":99999999999999999999} | 3
			{"onsRelayHops":1e999}               | 3
			{"a":{"onsRelayHops":1}}             | 0
			[{"onsRelayHops":1},{"onsRelayHops":2}] | 2
			{"onsRelayHops":1} x                 | 0
			{"onsRelayHops":1                    | 0
			ons-relay-hops: 2                    | 2
			ons-relay-hops: 2 of 3               | 0
			see ons-relay-hops: 2                | 0
			``                                   | 0
			""")
	void readTakesWhatAMarkIsAndNothingElse(String text, int hops) {
		assertThat(HopMark.read(text)).isEqualTo(hops);
	}

	@Test
	void writeInTextIsTheLastLine() {
		String marked = HopMark.write("disk full\n", 1);
		assertThat(marked).isEqualTo("disk full\n\nons-relay-hops: 1");
		assertThat(HopMark.read(marked + " \r\n")).isOne();
		assertThat(HopMark.write(marked + " \r\n", 2)).isEqualTo("disk full\n\nons-relay-hops: 2");
		String text = "x".repeat(100_000);
		assertThat(HopMark.write(HopMark.write(text, 1), 2)).isEqualTo(text + "\nons-relay-hops: 2");
	}

	@ParameterizedTest
	@MethodSource("messages")
	void marksAreReadAgainWhateverTheText(Message message) {
		String text = message.body().text();
		String once = HopMark.write(text, 1);
		assertThat(HopMark.read(once)).isOne();
		assertThat(HopMark.read(HopMark.write(once, 2))).isEqualTo(2);
		assertThat(HopMark.write(HopMark.write(once, 2), 1)).isEqualTo(once);
	}

	static Stream<Message> messages() {
		List<Message> fixtures = Fixtures.names().stream().map(Fixtures::message).toList();
		return Stream.concat(fixtures.stream(), HostileMessages.some(200));
	}

}
