package io.onsrelay.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What arrived at a destination, as it judges the relay.
 *
 * @param destination the destination
 * @param marks what arrived, in the order of arrival
 */
record Arrivals(String destination, List<SequencedEvent> marks) {

	/**
	 * Checks that everything arrived, and nothing else.
	 */
	Arrivals areAllOf(List<SequencedEvent> sent) {
		assertThat(Set.copyOf(this.marks)).as(this.destination).containsExactlyInAnyOrderElementsOf(sent);
		return this;
	}

	/**
	 * Checks that what happened to one resource arrived in the order in which it
	 * happened. What arrives once more does so before the next may follow.
	 */
	Arrivals areInOrder() {
		Map<Integer, List<Integer>> sequences = this.marks.stream()
			.collect(Collectors.groupingBy(SequencedEvent::resource,
					Collectors.mapping(SequencedEvent::sequence, Collectors.toUnmodifiableList())));
		assertThat(sequences).allSatisfy((resource,
				sequence) -> assertThat(sequence).as("%s, resource %d", this.destination, resource).isSorted());
		return this;
	}

	/**
	 * Return how many of the first arrivals had arrived before.
	 * @param number how many arrivals to look at
	 */
	int repeatsAmong(int number) {
		return number - Set.copyOf(this.marks.subList(0, number)).size();
	}

}
