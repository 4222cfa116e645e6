package io.onsrelay.notifier.ons;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One topic.
 *
 * @param topicId the OCID of the topic
 * @param endpoint the URL of Notifications in a private realm, where the topic's own
 * endpoint is looked up; derived from the region of the topic if none is given
 * @param timeout how long the answer may take
 */
record OnsSettings(
		@NotNull @Pattern(regexp = "ocid1\\.onstopic\\.[A-Za-z0-9._-]+",
				message = "must be the OCID of a topic, such as ocid1.onstopic.oc1.phx.aaaa") String topicId,
		@Nullable @Pattern(regexp = "https?://[^\\s/?#@]+/?",
				message = "must be an http or https URL without a path") String endpoint,
		@DefaultValue("10s") @NotNull @DurationMin(millis = 1) Duration timeout) {
}
