package io.onsrelay.notifier.slack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes golden payloads as pages that look like Slack, for the pictures in
 * {@code docs/messages}. It is no test of its own: {@code docs/messages/render} runs it,
 * with the directory of the pages in {@code messages.directory}.
 */
@EnabledIfSystemProperty(named = "messages.directory", matches = ".+")
class MessagesPage {

	private static final Pattern DATE = Pattern.compile("&lt;!date\\^(-?[0-9]+)\\^[^|]*\\|[^&]*&gt;");

	private static final Pattern LINK = Pattern.compile("&lt;(https://[^|]+?)\\|(.+?)&gt;");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final String PAGE = """
			<!DOCTYPE html><html><head><meta charset="utf-8"><style>
			body{margin:0;padding:10px 14px;background:#fff;color:#1d1c1d;font:15px/1.45 Lato,'DejaVu Sans',sans-serif}
			.app{font-weight:bold}.app small{background:#e8e8e8;border-radius:2px;font-size:10px;padding:1px 3px;color:#616061}
			.header{font-size:17px;font-weight:bold;margin:4px 0}
			.bar{border-left:4px solid;border-radius:3px;padding-left:12px;margin-top:6px}
			.context{font-size:12px;color:#616061;margin:4px 0;overflow-wrap:anywhere}.context span{margin-right:8px}
			.text{margin:6px 0;white-space:pre-wrap;overflow-wrap:anywhere}
			.fields{display:grid;grid-template-columns:1fr 1fr;gap:1px 12px;margin:6px 0;overflow-wrap:anywhere}
			@media(max-width:480px){.fields{grid-template-columns:2fr 3fr}}
			code{background:#f8f8f8;border:1px solid #ddd;border-radius:3px;padding:1px 3px;color:#c01343}
			pre{background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:6px;font-size:12px;margin:4px 0;
			white-space:pre-wrap;overflow-wrap:anywhere}a{color:#1264a3;text-decoration:none}
			</style></head><body><div class="app">ons-relay <small>APP</small></div>{header}
			<div class="bar" style="border-color:{color}">{details}</div><script>
			document.body.style.width=(location.search.slice(1)-28)+'px';
			document.body.dataset.height=Math.ceil(document.body.getBoundingClientRect().height);
			</script></body></html>
			""";

	@ParameterizedTest
	@ValueSource(strings = { "alarm.v1.5.ok_to_firing", "alarm.v1.5.firing_to_ok", "computeapi.launchinstance.end",
			"computeapi.instanceaction.softstop.end", "objectstorage.createbucket", "identitycontrolplane.createuser",
			"databaseservice.backup.end.failed", "databaseservice.autonomous.critical", "cloudguard.problemdetected",
			"budgets.createtriggeredalert", "virtualnetwork.updatevcn", "log.audit", "plain.json", "plain.text" })
	void write(String fixture) throws IOException {
		Path directory = Files.createDirectories(Path.of(System.getProperty("messages.directory")));
		JsonNode payload = new JsonMapper()
			.readTree(Path.of("src/test/resources/golden/slack", fixture + ".json").toFile());
		JsonNode attachment = payload.path("attachments").path(0);
		Path page = directory.resolve(fixture + ".html");
		Files.writeString(page,
				PAGE.replace("{header}", blocks(payload.path("blocks")))
					.replace("{color}", attachment.path("color").asText())
					.replace("{details}", blocks(attachment.path("blocks"))));
		assertThat(page).isNotEmptyFile();
	}

	private static String blocks(JsonNode blocks) {
		return StreamSupport.stream(blocks.spliterator(), false)
			.map(MessagesPage::block)
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

	// Slack's entities are those of HTML; what is left of angle brackets is its markup.
	private static String text(JsonNode text) {
		String value = text.path("text").asText();
		if (text.path("type").asText().equals("plain_text")) {
			return value;
		}
		String escaped = value.replace("<", "&lt;").replace(">", "&gt;");
		String dated = DATE.matcher(escaped)
			.replaceAll((date) -> TIME.format(Instant.ofEpochSecond(Long.parseLong(date.group(1)))));
		return LINK.matcher(dated)
			.replaceAll((link) -> Matcher.quoteReplacement("<a href=\"#\">" + link.group(2) + "</a>"))
			.replaceAll("(?s)```(.*?)```", "<pre>$1</pre>")
			.replaceAll("`([^`\n]+)`", "<code>$1</code>")
			.replaceAll("\\*([^*\n]+)\\*", "<b>$1</b>")
			.replace("</b>\n<pre>", "</b><pre>");
	}

}
