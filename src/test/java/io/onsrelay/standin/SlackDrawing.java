package io.onsrelay.standin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Draws messages as Slack does, in HTML: for the channel of {@link StandInSlack}, and for
 * the pictures of the documentation.
 */
public final class SlackDrawing {

	/**
	 * The style of drawn messages, light and dark.
	 */
	public static final String STYLE = """
			:root{color-scheme:light dark;--ground:#fff;--text:#1d1c1d;--quiet:#616061;--link:#1264a3;--tag:#e8e8e8;
			--code:#f8f8f8;--frame:#ddd;--red:#c01343}
			@media(prefers-color-scheme:dark){:root{--ground:#1a1d21;--text:#d1d2d3;--quiet:#ababad;--link:#5aaee8;
			--tag:#35373b;--code:#232529;--frame:#46484c;--red:#e8912d}}
			body{margin:0;background:var(--ground);color:var(--text);font:15px/1.45 Lato,'DejaVu Sans',sans-serif}
			.app{font-weight:bold}.app small{background:var(--tag);border-radius:2px;font-size:10px;padding:1px 3px;
			color:var(--quiet)}
			.header{font-size:17px;font-weight:bold;margin:4px 0;overflow-wrap:anywhere}
			.bar{border-left:4px solid;border-radius:3px;padding-left:12px;margin-top:6px}
			.context{font-size:12px;color:var(--quiet);margin:4px 0;overflow-wrap:anywhere}.context span{margin-right:8px}
			.text{margin:6px 0;white-space:pre-wrap;overflow-wrap:anywhere}
			.fields{display:grid;grid-template-columns:1fr 1fr;gap:1px 12px;margin:6px 0;overflow-wrap:anywhere}
			@media(max-width:480px){.fields{grid-template-columns:2fr 3fr}}
			code{background:var(--code);border:1px solid var(--frame);border-radius:3px;padding:1px 3px;color:var(--red)}
			pre{background:var(--code);border:1px solid var(--frame);border-radius:4px;padding:6px;font-size:12px;
			margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}a{color:var(--link);text-decoration:none}
			a:hover,a:focus{text-decoration:underline}
			""";

	private static final String MESSAGE = """
			<div class="app">ons-relay <small>APP</small></div>{header}
			<div class="bar" style="border-color:{color}">{details}</div>
			""";

	private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

	private static final Pattern DATE = Pattern.compile("&lt;!date\\^(-?[0-9]{1,12})\\^[^|]*\\|[^&]*&gt;");

	private static final Pattern LINK = Pattern.compile("&lt;(https?://[^|]+?)\\|(.+?)&gt;");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private SlackDrawing() {
	}

	/**
	 * Draws a message.
	 * @param payload what was posted
	 * @return its HTML
	 */
	public static String draw(JsonNode payload) {
		JsonNode attachment = payload.path("attachments").path(0);
		String color = attachment.path("color").asText();
		String header = payload.has("blocks") ? blocks(payload.path("blocks"))
				: "<div class=\"text\">" + escape(payload.path("text").asText()) + "</div>";
		return MESSAGE.replace("{color}", COLOR.matcher(color).matches() ? color : "transparent")
			.replace("{header}", header)
			.replace("{details}", blocks(attachment.path("blocks")));
	}

	private static String blocks(JsonNode blocks) {
		return StreamSupport.stream(blocks.spliterator(), false)
			.map(SlackDrawing::block)
			.collect(Collectors.joining("\n"));
	}

	private static String block(JsonNode block) {
		return switch (block.path("type").asText()) {
			case "header" -> "<div class=\"header\">" + text(block.path("text")) + "</div>";
			case "context" -> "<div class=\"context\">" + spans(block.path("elements")) + "</div>";
			default -> block.has("fields") ? "<div class=\"fields\">" + spans(block.path("fields")) + "</div>"
					: "<div class=\"text\">" + text(block.path("text")) + "</div>";
		};
	}

	private static String spans(JsonNode texts) {
		return StreamSupport.stream(texts.spliterator(), false)
			.map((text) -> "<span>" + text(text) + "</span>")
			.collect(Collectors.joining());
	}

	private static String text(JsonNode text) {
		String escaped = escape(text.path("text").asText());
		if (text.path("type").asText().equals("plain_text")) {
			return escaped;
		}
		String dated = DATE.matcher(escaped)
			.replaceAll((date) -> time(Instant.ofEpochSecond(Long.parseLong(date.group(1)))));
		return LINK.matcher(dated)
			.replaceAll((link) -> Matcher
				.quoteReplacement("<a href=\"%s\" target=\"_blank\">%s</a>".formatted(link.group(1), link.group(2))))
			.replaceAll("(?s)```(.*?)```", "<pre>$1</pre>")
			.replaceAll("`([^`\n]+)`", "<code>$1</code>")
			.replaceAll("\\*([^*\n]+)\\*", "<b>$1</b>")
			.replace("</b>\n<pre>", "</b><pre>");
	}

	private static String time(Instant time) {
		return "<time datetime=\"%s\">%s</time>".formatted(time, TIME.format(time));
	}

	// Slack's entities are those of HTML; what is left of angle brackets is its markup.
	private static String escape(String text) {
		return text.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
