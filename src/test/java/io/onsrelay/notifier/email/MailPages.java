package io.onsrelay.notifier.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the HTML of mails as pages, for the pictures in {@code docs/messages}, also as a
 * program with dark colours shows it. It is no test of its own:
 * {@code docs/messages/render} runs it, with the directory of the pages in
 * {@code messages.directory}.
 */
@EnabledIfSystemProperty(named = "messages.directory", matches = ".+")
class MailPages {

	private static final String MEASURE = """
			<script>
			document.body.style.width=location.search.slice(1)+'px';
			document.body.dataset.height=Math.ceil(document.body.getBoundingClientRect().height);
			</script></body>""";

	@ParameterizedTest
	@ValueSource(strings = "alarm.v1.5.ok_to_firing")
	void write(String fixture) throws IOException {
		Path directory = Files.createDirectories(Path.of(System.getProperty("messages.directory")));
		Notification notification = new Notification(Fixtures.message(fixture), Destination.of("email/ops"),
				"lifecycle", PresentationOverrides.NONE);
		String page = new MailHtml()
			.render(MailContent.of(notification, Presenters.linking("https://relay.example.com").present(notification)))
			.replace("</body>", MEASURE);
		Map.of("email." + fixture, page, "email." + fixture + ".dark",
				page.replace("(prefers-color-scheme: dark)", "all"))
			.forEach((name, html) -> write(directory.resolve(name + ".html"), html));
	}

	private static void write(Path page, String html) {
		try {
			Files.writeString(page, html);
			assertThat(page).isNotEmptyFile();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
