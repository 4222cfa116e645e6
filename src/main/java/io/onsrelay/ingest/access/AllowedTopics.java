package io.onsrelay.ingest.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.access.SeenKeys;
import io.onsrelay.confirmation.TopicPolicy;
import io.onsrelay.event.OnsHeaders;

/**
 * The topics that messages are accepted from. Every user of any tenancy can subscribe any
 * URL to a topic of their own; while topics are listed, leaked credentials alone do not
 * let such a topic in.
 */
public final class AllowedTopics implements TopicPolicy {

	private final Logger logger = LoggerFactory.getLogger(AllowedTopics.class);

	private final Set<String> topics;

	private final SeenKeys rejected = new SeenKeys();

	/**
	 * Creates the list.
	 * @param topics the OCIDs of the topics, in any letter case; an empty list allows all
	 */
	public AllowedTopics(Collection<String> topics) {
		this.topics = topics.stream().map(AllowedTopics::canonical).collect(Collectors.toUnmodifiableSet());
		if (this.topics.isEmpty()) {
			this.logger.warn("Messages of any topic are accepted, since relay.ingest.topics lists none: every sender "
					+ "with the credentials can send them");
		}
	}

	@Override
	public boolean allows(@Nullable String topicOcid) {
		return this.topics.isEmpty() || (topicOcid != null && this.topics.contains(canonical(topicOcid)));
	}

	/**
	 * Return whether a request is admitted, and log the first rejection of each topic.
	 * @param headers the request's {@code X-OCI-NS-*} headers
	 * @return {@code true} if its topic is allowed
	 */
	public boolean admit(OnsHeaders headers) {
		String topic = headers.topicOcid().orElse(null);
		if (allows(topic)) {
			return true;
		}
		if (this.rejected.addIfNew(String.valueOf(topic))) {
			this.logger.warn("Messages of {} are rejected: it is not listed in relay.ingest.topics",
					(topic != null) ? "topic " + topic : "a topic without a valid OCID");
		}
		return false;
	}

	private static String canonical(String ocid) {
		return ocid.strip().toLowerCase(Locale.ROOT);
	}

}
