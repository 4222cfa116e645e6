package io.onsrelay.notifier.slack.payload;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierFactory.MentionSyntax;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Mentions of users, groups and channels. Only routes can mention, and only in the forms
 * of https://docs.slack.dev/messaging/formatting-message-text/#advanced: no other text of
 * a route becomes markup.
 */
public final class SlackMentions {

	private static final Pattern MENTION = Pattern
		.compile("<!(?:here|channel|everyone)>|<!subteam\\^S[A-Z0-9]{1,20}>|<@[UW][A-Z0-9]{1,20}>");

	/**
	 * How routes write mentions.
	 */
	public static final MentionSyntax SYNTAX = new MentionSyntax(
			Pattern.compile("(?:%1$s)(?: +(?:%1$s))*".formatted(MENTION)),
			"Write <!here>, <!channel>, <!everyone>, <!subteam^S…> with the ID of a user group, or <@U…> with that of "
					+ "a member, or several with spaces between them; in YAML, put them in quotes.");

	private static final int MAX_MENTIONS = 10;

	private SlackMentions() {
	}

	/**
	 * Return the mentions of a notification. A resolve mentions no user.
	 * @param notification the notification, with the mentions of its route
	 * @param presentation the presentation, with its severity and status
	 * @return the mentions as Slack reads them, separated by spaces; empty for none
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
