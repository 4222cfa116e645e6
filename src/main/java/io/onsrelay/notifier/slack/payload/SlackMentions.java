package io.onsrelay.notifier.slack.payload;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.MentionSyntax;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Whom a message calls. Only what a route says can call anybody, and only in the forms of
 * https://docs.slack.dev/messaging/formatting-message-text/#advanced: nothing else of a
 * route's text becomes markup.
 */
public final class SlackMentions {

	private static final Pattern MENTION = Pattern
		.compile("<!(?:here|channel|everyone)>|<!subteam\\^S[A-Z0-9]{1,20}>|<@[UW][A-Z0-9]{1,20}>");

	/**
	 * How routes write them.
	 */
	public static final MentionSyntax SYNTAX = new MentionSyntax(
			Pattern.compile("(?:%1$s)(?: +(?:%1$s))*".formatted(MENTION)),
			"Write <!here>, <!channel>, <!everyone>, <!subteam^S…> with the ID of a user group, or <@U…> with that of "
					+ "a member, or several with spaces between them; in YAML, put them in quotes.");

	private static final int MAX_MENTIONS = 10;

	private SlackMentions() {
	}

	/**
	 * Return whom a notification calls. Nobody is called for what is over.
	 * @param notification what its route says
	 * @param presentation how bad it is
	 * @return the mentions, as Slack reads them, with spaces between them; empty for none
	 */
	static String of(Notification notification, Presentation presentation) {
		return (presentation.status() == Status.RESOLVED) ? ""
				: valid(notification.overrides().mentions().get(presentation.severity()));
	}

	private static String valid(@Nullable String mentions) {
		if (mentions == null) {
			return "";
		}
		return Arrays.stream(mentions.strip().split("[\\s,]+"))
			.filter((mention) -> MENTION.matcher(mention).matches())
			.distinct()
			.limit(MAX_MENTIONS)
			.collect(Collectors.joining(" "));
	}

}
