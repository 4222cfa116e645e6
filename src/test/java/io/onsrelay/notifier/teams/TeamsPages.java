package io.onsrelay.notifier.teams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes golden cards as pages that look like Teams, for the pictures in
 * {@code docs/messages}. It is no test of its own: {@code docs/messages/render} runs it,
 * with the directory of the pages in {@code messages.directory}.
 */
@EnabledIfSystemProperty(named = "messages.directory", matches = ".+")
class TeamsPages {

	private static final Pattern FUNCTIONS = Pattern
		.compile("\\{\\{DATE\\(([0-9TZ:-]+), SHORT\\)}} \\{\\{TIME\\([0-9TZ:-]+\\)}}");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE, MMM d, yyyy h:mm a", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final String PAGE = """
			<!DOCTYPE html><html><head><meta charset="utf-8"><style>
			body{margin:0;padding:10px;background:#f5f5f5;color:#242424;font:14px/1.43 'Segoe UI','DejaVu Sans',sans-serif}
			.card{background:#fff;border:1px solid #d1d1d1;border-radius:4px;padding:12px 16px;overflow:hidden}
			.head{margin:-12px -16px 10px;padding:12px 16px}
			.attention{background:#fdf3f4;color:#a4262c}.warning{background:#fff9f5;color:#835b00}
			.good{background:#f1faf1;color:#0e700e}.accent{background:#ebf3fc;color:#0f548c}
			.head .Large{font-size:18px;font-weight:600;line-height:1.3}.head p+p{color:#424242}
			p{margin:0 0 8px;overflow-wrap:anywhere}.head p{margin:0 0 2px}.rich{white-space:pre-wrap}.None{margin-top:-6px}
			.mono{font-family:Consolas,'DejaVu Sans Mono',monospace;font-size:12px}b{font-weight:600}
			.facts{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:0 0 10px}
			.facts b{max-width:200px;overflow-wrap:anywhere}.facts span{overflow-wrap:anywhere}
			.facts p{margin:0}.subtle{color:#707070;font-size:12px}
			.action{display:inline-block;border:1px solid #d1d1d1;border-radius:4px;padding:5px 12px;margin:4px 8px 0 0;
			font-weight:600;background:#fff}
			</style></head><body><div class="card">{body}<div>{actions}</div></div><script>
			document.body.style.width=(location.search.slice(1)-20)+'px';
			document.body.dataset.height=Math.ceil(document.body.getBoundingClientRect().height);
			</script></body></html>
			""";

	private final Parser parser = Parser.builder().build();

	private final HtmlRenderer renderer = HtmlRenderer.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "alarm.v1.5.ok_to_firing", "computeapi.instanceaction.softstop.end" })
	void write(String fixture) throws IOException {
		Path directory = Files.createDirectories(Path.of(System.getProperty("messages.directory")));
		JsonNode card = new JsonMapper()
			.readTree(Path.of("src/test/resources/golden/teams", fixture + ".json").toFile())
			.at("/attachments/0/content");
		Path page = directory.resolve("teams." + fixture + ".html");
		Files.writeString(page,
				PAGE.replace("{body}", each(card.path("body"))).replace("{actions}", each(card.path("actions"))));
		assertThat(page).isNotEmptyFile();
	}

	private String each(JsonNode elements) {
		return StreamSupport.stream(elements.spliterator(), false)
			.filter((element) -> element.path("isVisible").asBoolean(true))
			.map(this::element)
			.collect(Collectors.joining());
	}

	private String element(JsonNode element) {
		return switch (element.path("type").asText()) {
			case "Container" ->
				"<div class=\"head " + element.path("style").asText() + "\">" + each(element.path("items")) + "</div>";
			case "TextBlock" -> text(element.path("text").asText()).replace("<p>", "<p class=\"%s %s\">"
				.formatted(element.path("size").asText(), element.path("isSubtle").asBoolean() ? "subtle" : ""));
			case "RichTextBlock" ->
				"<p class=\"rich " + element.path("spacing").asText() + "\">" + each(element.path("inlines")) + "</p>";
			case "TextRun" -> run(element);
			case "FactSet" -> "<div class=\"facts\">" + StreamSupport.stream(element.path("facts").spliterator(), false)
				.map((fact) -> "<b>" + text(fact.path("title").asText()) + "</b><span>"
						+ text(fact.path("value").asText()) + "</span>")
				.collect(Collectors.joining()) + "</div>";
			default -> "<span class=\"action\">" + HtmlUtils.htmlEscape(element.path("title").asText()) + "</span>";
		};
	}

	private static String run(JsonNode run) {
		String text = HtmlUtils.htmlEscape(run.path("text").asText());
		if (run.path("weight").asText().equals("Bolder")) {
			return "<b>" + text + "</b>";
		}
		return run.path("fontType").asText().equals("Monospace") ? "<span class=\"mono\">" + text + "</span>" : text;
	}

	private String text(String markdown) {
		String dated = FUNCTIONS.matcher(markdown)
			.replaceAll((function) -> TIME.format(Instant.parse(function.group(1))));
		return this.renderer.render(this.parser.parse(dated));
	}

}
