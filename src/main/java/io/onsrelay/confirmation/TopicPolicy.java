package io.onsrelay.confirmation;

import org.jspecify.annotations.Nullable;

/**
 * Decides which topics this service accepts messages from.
 */
@FunctionalInterface
public interface TopicPolicy {

	/**
	 * Return whether messages of a topic are accepted.
	 * @param topicOcid the OCID of the topic, if it is known
	 * @return {@code true} if they are
	 */
	boolean allows(@Nullable String topicOcid);

}
