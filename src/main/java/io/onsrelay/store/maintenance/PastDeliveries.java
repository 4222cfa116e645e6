package io.onsrelay.store.maintenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where messages went, in a store that is read while the service may run.
 */
public final class PastDeliveries {

	private static final String FIND = "SELECT message_seq, destination FROM delivery WHERE message_seq IN (:seqs)";

	private PastDeliveries() {
	}

	/**
	 * Finds where messages went, or still go.
	 * @param jdbc a connection
	 * @param seqs the numbers of the messages, at most some hundred
	 * @return the destinations of each that has any, by its number
	 */
	public static Map<Long, Set<String>> of(JdbcClient jdbc, Collection<Long> seqs) {
		Map<Long, Set<String>> destinations = new HashMap<>();
		if (!seqs.isEmpty()) {
			jdbc.sql(FIND)
				.param("seqs", seqs)
				.query((row, _) -> Map.entry(row.getLong("message_seq"), row.getString("destination")))
				.list()
				.forEach((entry) -> destinations.computeIfAbsent(entry.getKey(), (_) -> new TreeSet<>())
					.add(entry.getValue()));
		}
		return destinations;
	}

}
