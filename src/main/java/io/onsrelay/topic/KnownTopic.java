package io.onsrelay.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of a topic.
 *
 * @param id the OCID, in lower case
 * @param name its name; {@code null} if it is not known
 * @param knownSince when it was first heard, or configured
 * @param lastMessageAt when the last message came; {@code null} if none has come
 * @param silentSince since when it is silent, once that has been told; {@code null} if it
 * is not
 * @param pauses the longest pause of each day of the last two weeks on which it has
 * spoken
 */
record KnownTopic(String id, @Nullable String name, Instant knownSince, @Nullable Instant lastMessageAt,
		@Nullable Instant silentSince, List<Duration> pauses) {

	/**
	 * Return the topic under the name of the configuration.
	 */
	KnownTopic named(String configured) {
		return new KnownTopic(this.id, configured, this.knownSince, this.lastMessageAt, this.silentSince, this.pauses);
	}

	/**
	 * Return since when nothing has come.
	 */
	Instant quietSince() {
		return (this.lastMessageAt != null) ? this.lastMessageAt : this.knownSince;
	}

	/**
	 * Return the rhythm that the topic's pauses show.
	 */
	Optional<Duration> learnt(Instant now) {
		return Rhythm.learn(this.pauses, Duration.between(this.knownSince, now));
	}

	/**
	 * Return the topic for a title, such as {@code Topic infra-alerts}.
	 */
	String inWords() {
		return (this.name != null) ? "Topic " + this.name : "A topic";
	}

}
