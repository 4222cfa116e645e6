package io.onsrelay.notifier.streaming;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One stream.
 *
 * @param streamId the OCID of the stream
 * @param timeout how long the answer may take
 * @param messagesEndpoint the stream's messages endpoint, without a path; looked up once
 * if none is given
 * @param endpoint the URL of Streaming in a private realm, where the messages endpoint is
 * looked up; derived from the region of the stream if none is given
 */
record StreamingSettings(
		@NotNull @Pattern(regexp = "ocid1\\.stream\\.[A-Za-z0-9._-]+",
				message = "must be the OCID of a stream, which starts with ocid1.stream") String streamId,
		@DefaultValue("10s") @NotNull @DurationMin(millis = 1) Duration timeout,
		@Nullable @Pattern(regexp = StreamingSettings.URL,
				message = StreamingSettings.URL_MESSAGE) String messagesEndpoint,
		@Nullable @Pattern(regexp = StreamingSettings.URL, message = StreamingSettings.URL_MESSAGE) String endpoint) {

	static final String URL = "https?://[^\\s/?#@]+/?";

	static final String URL_MESSAGE = "must be an http or https URL without a path";

}
