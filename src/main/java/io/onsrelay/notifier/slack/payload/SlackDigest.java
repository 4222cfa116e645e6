package io.onsrelay.notifier.slack.payload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.digest.Digest;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;

/**
 * Renders an alert storm as one post, which reaches the channel in time and does not
 * flood it.
 */
public final class SlackDigest {

	/**
	 * The length of a section, which {@link SlackBlocks} would cut at 1,500 characters.
	 */
	private static final int SECTION_CHARS = 1300;

	/**
	 * Renders a digest.
	 * @param batch the notifications, oldest first
	 * @param presented presents a notification
	 * @return the message, to which a bot adds the channel
	 */
	public ObjectNode render(List<Notification> batch, Function<Notification, Presentation> presented) {
		Digest digest = Digest.of(batch, presented);
		Digest.Entry worst = digest.worst();
		return SlackPayload.payload(digest.title(), digest.title() + ": " + worst.line(), mentions(digest),
				SlackPayload.color(worst.presentation()), details(digest));
	}

	private static SlackBlocks details(Digest digest) {
		SlackBlocks blocks = new SlackBlocks().place(digest.time(),
				"this channel is behind, so these messages are combined");
		sections(digest.urgent()).forEach((section) -> blocks.prose("Alarms and failures", section));
		digest.counts().forEach((count) -> blocks.field(count.label(), count.text()));
		digest.others().forEach((other) -> blocks.prose(other.label(), other.text()));
		return blocks.links(digest.links()).context(digest.messages());
	}

	private static List<String> sections(List<Digest.Entry> entries) {
		List<String> sections = new ArrayList<>();
		StringBuilder section = new StringBuilder();
		int length = 0;
		for (Digest.Entry entry : entries) {
			String line = "• " + entry.line();
			int escaped = SlackText.escape(line, Digest.LINE_CHARS).length() + 1;
			if (length + escaped > SECTION_CHARS) {
				sections.add(section.toString());
				section.setLength(0);
				length = 0;
			}
			section.append(section.isEmpty() ? "" : "\n").append(line);
			length += escaped;
		}
		if (!section.isEmpty()) {
			sections.add(section.toString());
		}
		return sections;
	}

	private static String mentions(Digest digest) {
		Set<String> mentions = new LinkedHashSet<>();
		digest.entries()
			.stream()
			.map((entry) -> SlackMentions.of(entry.notification(), entry.presentation()))
			.filter((mention) -> !mention.isBlank())
			.forEach((mention) -> mentions.addAll(List.of(mention.split(" "))));
		return String.join(" ", mentions);
	}

}
