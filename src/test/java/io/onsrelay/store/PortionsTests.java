package io.onsrelay.store;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Portions}.
 */
class PortionsTests {

	@Test
	void portionsAreAsLargeAsTheSizesPermit() {
		assertThat(Portions.of(numbers(155))).extracting(List::size).containsExactly(64, 64, 16, 11);
		assertThat(Portions.of(numbers(63))).extracting(List::size).containsExactly(32, 16, 15);
	}

	@Test
	void sizesAreFew() {
		assertThat(IntStream.range(0, 1000).boxed().flatMap((rows) -> Portions.of(numbers(rows)).stream()))
			.extracting(List::size)
			.hasSameElementsAs(Stream.concat(IntStream.rangeClosed(1, 16).boxed(), Stream.of(32, 64)).toList());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 63, 64, 65, 1000 })
	void everyRowIsInOnePortionInItsPlace(int rows) {
		assertThat(Portions.of(numbers(rows))).flatExtracting((portion) -> portion).isEqualTo(numbers(rows));
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

}
