package io.onsrelay.admin.silences;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.onsrelay.silence.model.PreviewExample;
import io.onsrelay.silence.model.SilencePreview;

/**
 * What a condition would have matched, in a response of the API.
 *
 * @param from from when on messages were looked at
 * @param until up to when
 * @param messages how many messages there are in this time; about, if sampled
 * @param read how many of them were read
 * @param sampled whether only a part of them was read
 * @param matching how many match; about, if sampled
 * @param share which part of the messages matches, from 0 to 1
 * @param needsConfirmation whether a silence needs a second confirmation
 * @param destinations how many messages each destination would not have got; about, if
 * sampled
 * @param examples the newest of those that were read and match
 */
record SilencePreviewView(Instant from, Instant until, long messages, long read, boolean sampled, long matching,
		double share, boolean needsConfirmation, Map<String, Long> destinations, List<ExampleView> examples) {

	static SilencePreviewView of(SilencePreview preview) {
		Map<String, Long> destinations = new TreeMap<>();
		preview.destinations().forEach((destination, count) -> destinations.put(destination.toString(), count));
		return new SilencePreviewView(preview.from(), preview.until(), preview.messages(), preview.read(),
				preview.sampled(), preview.matching(), preview.share(), preview.isLarge(), destinations,
				preview.examples().stream().map(ExampleView::of).toList());
	}

	/**
	 * A message that matches.
	 *
	 * @param message its id
	 * @param receivedAt when it was received
	 * @param kind its kind
	 * @param type its type
	 * @param resource the resource concerned
	 */
	record ExampleView(String message, Instant receivedAt, String kind, @Nullable String type,
			@Nullable String resource) {

		static ExampleView of(PreviewExample example) {
			return new ExampleView(example.message().toString(), example.receivedAt(),
					example.kind().name().toLowerCase(Locale.ROOT), example.type(), example.resource());
		}

	}

}
