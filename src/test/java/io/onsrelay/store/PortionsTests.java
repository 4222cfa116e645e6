package io.onsrelay.store;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Portions}.
 */
class PortionsTests {

	@Test
	void portionsArePowersOfTwoFromTheLargestOn() {
		assertThat(Portions.of(numbers(151))).extracting(List::size).containsExactly(64, 64, 16, 4, 2, 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 63, 64, 65, 1000 })
	void everyRowIsInOnePortionInItsPlace(int rows) {
		assertThat(Portions.of(numbers(rows)))
			.allSatisfy((portion) -> assertThat(Set.of(64, 32, 16, 8, 4, 2, 1)).contains(portion.size()))
			.flatExtracting((portion) -> portion)
			.isEqualTo(numbers(rows));
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

}
