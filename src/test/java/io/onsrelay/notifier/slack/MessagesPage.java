package io.onsrelay.notifier.slack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.standin.SlackDrawing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes golden payloads as pages that look like Slack, for the pictures in
 * {@code docs/messages}. It is no test of its own: {@code docs/messages/render} runs it,
 * with the directory of the pages in {@code messages.directory}.
 */
@EnabledIfSystemProperty(named = "messages.directory", matches = ".+")
class MessagesPage {

	private static final String PAGE = """
			<!DOCTYPE html><html><head><meta charset="utf-8"><style>
			{style}body{padding:10px 14px}
			</style></head><body>{message}<script>
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
		Path page = directory.resolve(fixture + ".html");
		Files.writeString(page,
				PAGE.replace("{style}", SlackDrawing.STYLE).replace("{message}", SlackDrawing.draw(payload)));
		assertThat(page).isNotEmptyFile();
	}

}
