package io.onsrelay.notifier.slack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

/**
 * What Slack's final errors mean, and what an operator does about each. The names are
 * Slack's codes. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors
 * and https://docs.slack.dev/reference/methods/chat.postMessage#errors.
 */
enum SlackRejection {

	NO_SERVICE(Reason.AUTH, "the webhook was removed or its workspace switched it off; " + Texts.NEW_WEBHOOK),

	NO_ACTIVE_HOOKS(Reason.AUTH, "the webhook is switched off; switch it on in Slack, or " + Texts.NEW_WEBHOOK),

	INVALID_TOKEN(Reason.AUTH, "the webhook's URL is wrong or was revoked; " + Texts.NEW_WEBHOOK),

	NO_TEAM(Reason.AUTH, "the webhook's workspace does not exist any more; " + Texts.NEW_WEBHOOK),

	TEAM_DISABLED(Reason.AUTH, "the webhook's workspace is switched off; " + Texts.NEW_WEBHOOK),

	ACTION_PROHIBITED(Reason.AUTH,
			"an administrator restricted the webhook; ask for it to be allowed, or " + Texts.NEW_WEBHOOK),

	POSTING_TO_GENERAL_CHANNEL_DENIED(Reason.AUTH,
			"few may post to the workspace's general channel; have it allowed, or choose another channel"),

	RESTRICTED_ACTION(Reason.AUTH,
			"a setting of the workspace keeps the app from posting; have it allowed, or choose another channel"),

	RESTRICTED_ACTION_READ_ONLY_CHANNEL(Reason.AUTH,
			"the channel is read-only for the app; have it allowed, or choose another channel"),

	INVALID_AUTH(Reason.AUTH, "Slack does not know the bot's token; " + Texts.NEW_TOKEN),

	NOT_AUTHED(Reason.AUTH, "no token reached Slack; check what a proxy on the way removes, or " + Texts.NEW_TOKEN),

	TOKEN_REVOKED(Reason.AUTH, "the bot's token was revoked, or its app was removed; " + Texts.NEW_TOKEN),

	TOKEN_EXPIRED(Reason.AUTH,
			"the bot's token has expired; switch token rotation off for the app, then " + Texts.NEW_TOKEN),

	ACCOUNT_INACTIVE(Reason.AUTH, "the bot or its workspace was deactivated; " + Texts.NEW_TOKEN),

	NOT_ALLOWED_TOKEN_TYPE(Reason.AUTH, "this is not the token of a bot, which begins with xoxb-; " + Texts.NEW_TOKEN),

	MISSING_SCOPE(Reason.AUTH, "the app lacks the scope chat:write; add it, and " + Texts.NEW_TOKEN),

	NO_PERMISSION(Reason.AUTH, "the app may not post here; give it the scope chat:write and invite it to the channel"),

	ACCESS_DENIED(Reason.AUTH, "the app has no access; have an administrator of the workspace allow it"),

	EKM_ACCESS_DENIED(Reason.AUTH, "administrators suspended posting; ask them when the workspace is open again"),

	TEAM_ACCESS_NOT_GRANTED(Reason.AUTH, "the app has no access to the workspace; have an administrator grant it"),

	ENTERPRISE_IS_RESTRICTED(Reason.AUTH, "the organization may not call this method; install the app in a workspace"),

	CHANNEL_NOT_FOUND(Reason.GONE,
			"the channel does not exist, or is private without the app; invite the app, or " + Texts.OTHER_CHANNEL),

	CHANNEL_IS_ARCHIVED(Reason.GONE, "the channel is archived; take it out of the archive, or " + Texts.OTHER_CHANNEL),

	IS_ARCHIVED(Reason.GONE, "the channel is archived; take it out of the archive, or " + Texts.OTHER_CHANNEL),

	NOT_IN_CHANNEL(Reason.GONE, "the app is not a member of the channel; invite it there, or " + Texts.OTHER_CHANNEL),

	USER_NOT_FOUND(Reason.GONE, "the user whom the webhook writes to does not exist any more; " + Texts.NEW_WEBHOOK),

	INVALID_PAYLOAD(Reason.CLIENT, "Slack can't read the message; " + Texts.CORRECT_ROUTE),

	INVALID_BLOCKS(Reason.CLIENT, "Slack can't show the message; " + Texts.CORRECT_ROUTE),

	INVALID_BLOCKS_FORMAT(Reason.CLIENT, "Slack can't show the message; " + Texts.CORRECT_ROUTE),

	INVALID_ATTACHMENTS(Reason.CLIENT, "Slack can't show the message; " + Texts.CORRECT_ROUTE),

	NO_TEXT(Reason.CLIENT, "the message has no text; " + Texts.CORRECT_ROUTE),

	TOO_MANY_ATTACHMENTS(Reason.CLIENT, "the message has too many attachments; " + Texts.CORRECT_ROUTE),

	MSG_TOO_LONG(Reason.CLIENT, "the message is too long; " + Texts.CORRECT_ROUTE),

	MSG_BLOCKS_TOO_LONG(Reason.CLIENT, "the message is too long; " + Texts.CORRECT_ROUTE);

	private static final Map<String, SlackRejection> BY_CODE = Arrays.stream(values())
		.collect(Collectors.toMap(SlackRejection::code, Function.identity()));

	private final Reason reason;

	private final String meaning;

	SlackRejection(Reason reason, String meaning) {
		this.reason = reason;
		this.meaning = meaning;
	}

	/**
	 * Return the outcome of a call that Slack rejected.
	 * @param code the code of Slack
	 * @param destination the destination, whose properties the text names
	 * @return the outcome; with the code alone if it is not known here
	 */
	static Outcome outcome(String code, Destination destination) {
		@Nullable SlackRejection known = BY_CODE.get(code);
		return (known != null) ? Outcome.rejected(known.reason, code + ": " + known.meaning(destination))
				: Outcome.rejected(Reason.CLIENT, code);
	}

	private String meaning(Destination destination) {
		return this.meaning.replace(Texts.PREFIX,
				"relay.notifier.%s.%s".formatted(destination.kind(), destination.name()));
	}

	private String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What several codes ask for.
	 */
	private static final class Texts {

		static final String PREFIX = "<prefix>";

		static final String NEW_WEBHOOK = "make a new one and put it into " + PREFIX + ".webhook-url";

		static final String NEW_TOKEN = "install the app again and put its token into " + PREFIX + ".token";

		static final String OTHER_CHANNEL = "choose another one: as " + PREFIX
				+ ".channel for a bot, by a new webhook otherwise";

		static final String CORRECT_ROUTE = "correct the title or text of its route, or report a defect of ons-relay";

		private Texts() {
		}

	}

}
