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
 * The meaning of ONS's reply to the GET of a confirmation URL. Headers of a request can
 * be forged, but the reply comes from Oracle over TLS: if it names a topic and a
 * subscription, both must be the ones of the request. Only these names are kept of a
 * reply, since it may repeat the endpoint's password or hold an unsubscription token.
 */
sealed interface ConfirmationReply {

	/**
	 * Judges a reply.
	 * @param result the response, or why there is none
	 * @param subscriptionId the OCID of the subscription to confirm
	 * @param topicOcid the OCID of the topic from the request, if it named one
	 * @param topics the topics that messages are accepted from
	 * @return the meaning
	 */
	static ConfirmationReply judge(HttpResult result, String subscriptionId, @Nullable String topicOcid,
			TopicPolicy topics) {
		return switch (result) {
			case HttpResult.NoResponse none -> new Unconfirmed(
					"no response (%s)".formatted(none.cause().name().toLowerCase(Locale.ROOT)), Optional.empty());
			case HttpResult.Response response ->
				new Judge(subscriptionId, topicOcid, topics).judge(response, JsonReply.of(response));
		};
	}

	/**
	 * ONS has confirmed the subscription.
	 *
	 * @param result the reply in short, for the log
	 */
	record Confirmed(String result) implements ConfirmationReply {
	}

	/**
	 * ONS has confirmed another topic or subscription than the one of the request.
	 *
	 * @param detail the difference, for the log
	 */
	record Mismatched(String detail) implements ConfirmationReply {
	}

	/**
	 * ONS has not confirmed the subscription yet.
	 *
	 * @param detail why not, for the log
	 * @param retryAfter the pause that ONS asks for
	 */
	record Unconfirmed(String detail, Optional<Duration> retryAfter) implements ConfirmationReply {
	}

	/**
	 * Compares a reply with the request.
	 *
	 * @param subscriptionId the OCID of the subscription to confirm
	 * @param topicOcid the OCID of the topic from the request, if it named one
	 * @param topics the topics that messages are accepted from
	 */
	record Judge(String subscriptionId, @Nullable String topicOcid, TopicPolicy topics) {

		/** Neither the wording nor the reply to a second GET is documented. */
		private static final Pattern ALREADY_CONFIRMED = Pattern
			.compile("already[\\s_-]{0,3}(?:been[\\s_-]{0,3})?(?:confirmed|active)", Pattern.CASE_INSENSITIVE);

		private static final Pattern OCID = Pattern.compile("ocid1\\.[A-Za-z0-9._-]+");

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
				return new Mismatched("the reply is about subscription %s".formatted(shown(json.subscriptionId())));
			}
			boolean asNamed = this.topicOcid == null || this.topicOcid.equalsIgnoreCase(json.topicId());
			if (!asNamed || !this.topics.allows(json.topicId())) {
				return new Mismatched("the reply is about topic %s".formatted(shown(json.topicId())));
			}
			return new Confirmed("topic %s".formatted(shown(json.topicId())));
		}

		// A reply may repeat the URL, and its token, in any field.
		private static String shown(String id) {
			return OCID.matcher(id).matches() ? id : "(no OCID)";
		}

	}

	/**
	 * The fields of a reply that are compared.
	 *
	 * @param node the reply, or a missing node if it is not JSON
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
