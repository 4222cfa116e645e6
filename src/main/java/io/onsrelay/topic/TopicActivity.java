package io.onsrelay.topic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.onsrelay.event.OnsHeaders;

/**
 * Notes which topics speak. It is kept in memory and written once a minute, so that it
 * costs the commit of a message nothing.
 */
public final class TopicActivity {

	private final Map<String, HeardTopic> heard = new ConcurrentHashMap<>();

	private final Consumer<String> firstHeard;

	/**
	 * Creates it.
	 * @param firstHeard called with the OCID of a topic when it speaks for the first time
	 * since this was last written; returns at once
	 */
	TopicActivity(Consumer<String> firstHeard) {
		this.firstHeard = firstHeard;
	}

	/**
	 * Notes a message that is on disk.
	 * @param headers its headers; those without the OCID of a topic are not noted
	 * @param receivedAt when it came
	 */
	public void heard(OnsHeaders headers, Instant receivedAt) {
		headers.topicOcid().ifPresent((ocid) -> {
			String id = ocid.toLowerCase(Locale.ROOT);
			boolean first = !this.heard.containsKey(id);
			// So many are not written either
			if (!first || this.heard.size() < TopicTable.MAX_TOPICS) {
				this.heard.merge(id, new HeardTopic(id, headers.topicName().orElse(null), receivedAt, receivedAt),
						HeardTopic::and);
			}
			if (first) {
				this.firstHeard.accept(id);
			}
		});
	}

	/**
	 * Return when a topic was heard that is not written yet.
	 */
	Optional<Instant> lastHeard(String id) {
		return Optional.ofNullable(this.heard.get(id)).map(HeardTopic::last);
	}

	/**
	 * Takes what is to be written.
	 */
	List<HeardTopic> take() {
		List<HeardTopic> taken = new ArrayList<>();
		this.heard.keySet().forEach((id) -> Optional.ofNullable(this.heard.remove(id)).ifPresent(taken::add));
		return taken;
	}

	/**
	 * Gives back what could not be written.
	 */
	void giveBack(Collection<HeardTopic> topics) {
		topics.forEach((topic) -> this.heard.merge(topic.id(), topic, (later, earlier) -> earlier.and(later)));
	}

}
