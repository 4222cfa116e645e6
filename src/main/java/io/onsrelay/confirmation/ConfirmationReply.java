package io.onsrelay.confirmation;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.http.HttpResult;

/**
 * What the reply to a confirmation means. Headers can be forged, but the reply comes from
 * Oracle over TLS: where it names the topic and the subscription, both must be the ones
 * that were asked for. Nothing of the reply is kept but these names, since it may repeat
 * the endpoint's password or hold an unsubscription token.
 */
sealed interface ConfirmationReply {

	/**
	 * Judges a reply.
	 * @param result the reply, or why there is none
	 * @param subscriptionId the OCID of the subscription that was to be confirmed
	 * @param topicOcid the OCID of the topic that the request named, if it named one
	 * @param topics the topics that messages are taken from
	 * @return what it means
	 */
	static ConfirmationReply judge(HttpResult result, String subscriptionId, @Nullable String topicOcid,
			TopicPolicy topics) {
		return switch (result) {
			case HttpResult.NoResponse none -> new Unconfirmed(
					"no answer (%s)".formatted(none.cause().name().toLowerCase(Locale.ROOT)), Optional.empty());
			case HttpResult.Response response ->
				new Judge(subscriptionId, topicOcid, topics).judge(response, JsonReply.of(response));
		};
	}

	/**
	 * ONS has confirmed the subscription.
	 *
	 * @param result what it said, for people
	 */
	record Confirmed(String result) implements ConfirmationReply {
	}

	/**
	 * ONS has confirmed something else than what was to be confirmed.
	 *
	 * @param detail the difference, for people
	 */
	record Mismatched(String detail) implements ConfirmationReply {
	}

	/**
	 * Not confirmed yet.
	 *
	 * @param detail why not, for people
	 * @param retryAfter how long ONS wants to be left alone
	 */
	record Unconfirmed(String detail, Optional<Duration> retryAfter) implements ConfirmationReply {
	}

	/**
	 * What a subscription's reply is held against.
	 *
	 * @param subscriptionId the OCID of the subscription
	 * @param topicOcid the OCID of the topic that the request named
	 * @param topics the topics that messages are taken from
	 */
	record Judge(String subscriptionId, @Nullable String topicOcid, TopicPolicy topics) {

		/** The wording is not documented, nor what a second GET answers. */
		private static final Pattern ALREADY_CONFIRMED = Pattern
			.compile("already[\\s_-]{0,3}(?:been[\\s_-]{0,3})?(?:confirmed|active)", Pattern.CASE_INSENSITIVE);

		private ConfirmationReply judge(HttpResult.Response response, JsonReply json) {
			if (response.successful() && json.namesSomething()) {
				return compare(json);
			}
			if (ALREADY_CONFIRMED.matcher(response.body()).find()) {
				return new Confirmed("it was confirmed before");
			}
			if (!response.successful()) {
				return new Unconfirmed("HTTP %d".formatted(response.status()), response.retryAfter());
			}
			return json.isObject() ? new Mismatched("the reply names neither topic nor subscription")
					: new Confirmed("the reply is no JSON, so topic and subscription are not checked");
		}

		private ConfirmationReply compare(JsonReply json) {
			if (!this.subscriptionId.equalsIgnoreCase(json.subscriptionId())) {
				return new Mismatched("the reply is about subscription %s".formatted(json.subscriptionId()));
			}
			boolean asNamed = this.topicOcid == null || this.topicOcid.equalsIgnoreCase(json.topicId());
			if (!asNamed || !this.topics.allows(json.topicId())) {
				return new Mismatched("the reply is about topic %s".formatted(json.topicId()));
			}
			return new Confirmed("topic %s".formatted(json.topicId()));
		}

	}

	/**
	 * The fields of a reply that are looked at.
	 *
	 * @param node the reply, or a missing node where it is no JSON
	 */
	record JsonReply(JsonNode node) {

		private static final ObjectMapper MAPPER = new ObjectMapper();

		private static final int MAX_FIELD_CHARS = 255;

		static JsonReply of(HttpResult.Response response) {
			try {
				return new JsonReply(MAPPER.readTree(response.body()));
			}
			catch (JsonProcessingException ex) {
				return new JsonReply(MissingNode.getInstance());
			}
		}

		boolean isObject() {
			return this.node.isObject();
		}

		boolean namesSomething() {
			return this.node.hasNonNull("topicId") || this.node.hasNonNull("subscriptionId");
		}

		String topicId() {
			return text("topicId");
		}

		String subscriptionId() {
			return text("subscriptionId");
		}

		private String text(String field) {
			String text = this.node.path(field).asText("").replaceAll("[^\\x21-\\x7e]", "?");
			return (text.length() <= MAX_FIELD_CHARS) ? text : text.substring(0, MAX_FIELD_CHARS);
		}

	}

}
