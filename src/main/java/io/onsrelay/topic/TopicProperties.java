package io.onsrelay.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.Mistakes;

/**
 * After how long a topic counts as silent.
 *
 * @param learn whether the rhythm of topics that speak every day is learnt
 * @param watched topics with a configured rhythm, by a name that notices show
 * @param ignored the OCIDs of topics that are never silent
 */
@Validated
@ConfigurationProperties(prefix = "relay.topics", ignoreUnknownFields = false)
record TopicProperties(@DefaultValue("true") boolean learn, @DefaultValue Map<String, @Valid WatchedTopic> watched,
		@DefaultValue List<@Pattern(regexp = WatchedTopic.OCID, flags = Pattern.Flag.CASE_INSENSITIVE,
				message = WatchedTopic.NO_OCID) String> ignored) {

	/**
	 * Return the names and rhythms of the watched topics.
	 * @return them by OCID, in lower case
	 * @throws InvalidConfigurationException if a topic is there twice, or ignored too
	 */
	Map<String, NamedRhythm> rhythms() {
		Map<String, NamedRhythm> rhythms = new HashMap<>();
		Mistakes mistakes = new Mistakes();
		new TreeMap<>(this.watched).forEach((name, topic) -> {
			String property = "relay.topics.watched.%s.topic".formatted(name);
			NamedRhythm other = rhythms.putIfAbsent(canonical(topic.topic()),
					new NamedRhythm(name, topic.silentAfter()));
			if (other != null) {
				mistakes
					.add(new Mistake(property, "the same topic is in relay.topics.watched.%s.".formatted(other.name()),
							"Write each topic once."));
			}
			if (ignoredTopics().contains(canonical(topic.topic()))) {
				mistakes.add(new Mistake(property, "the same topic is in relay.topics.ignored.",
						"Remove it from one of them."));
			}
		});
		mistakes.refuse();
		return rhythms;
	}

	/**
	 * Return the ignored topics.
	 * @return their OCIDs, in lower case
	 */
	List<String> ignoredTopics() {
		return this.ignored.stream().map(TopicProperties::canonical).toList();
	}

	private static String canonical(String ocid) {
		return ocid.toLowerCase(Locale.ROOT);
	}

	/**
	 * A topic with a configured rhythm.
	 *
	 * @param topic its OCID
	 * @param silentAfter how long it may send nothing
	 */
	record WatchedTopic(
			@NotNull @Pattern(regexp = OCID, flags = Pattern.Flag.CASE_INSENSITIVE, message = NO_OCID) String topic,
			@NotNull @DurationMin(minutes = 5) Duration silentAfter) {

		static final String OCID = "ocid1\\.onstopic\\..+";

		static final String NO_OCID = "is no OCID of a topic, which begins with ocid1.onstopic";

	}

	/**
	 * The name and the rhythm of a topic.
	 *
	 * @param name the name in the configuration
	 * @param silentAfter how long it may send nothing
	 */
	record NamedRhythm(String name, Duration silentAfter) {
	}

}
