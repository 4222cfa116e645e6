package io.onsrelay.notifier.email;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.SAXParserFactory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

import io.onsrelay.Golden;
import io.onsrelay.digest.Digest;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailContent}, {@link MailText}, {@link MailHtml} and
 * {@link MailComposer}.
 */
class MailContentTests {

	private static final int HOSTILE_MESSAGES = Integer.getInteger("hostile.messages", 500);

	private static final Destination DESTINATION = Destination.of("email/ops");

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private final MailHtml html = new MailHtml();

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsGolden(String name) throws Exception {
		Notification notification = notification(Fixtures.message(name));
		MailContent content = content(notification);
		Mail mail = compose(notification, content);
		ObjectNode golden = JsonNodeFactory.instance.objectNode();
		ObjectNode headers = golden.putObject("headers");
		for (String header : List.of("Subject", "Message-ID", "References")) {
			headers.put(header, header(mail, header));
		}
		MailText.render(content).lines().forEach(golden.putArray("text")::add);
		String page = this.html.render(content);
		check(page);
		page.substring(page.indexOf("<h1")).lines().forEach(golden.putArray("html")::add);
		Golden.check("email", name, golden.toString());
	}

	@Test
	void goldenFilesAreThoseOfFixtures() {
		assertThat(Golden.names("email")).isEqualTo(Fixtures.names());
	}

	@Test
	void composeWhenHostileIsMailThatCanBeReadBack() {
		HostileMessages.some(HOSTILE_MESSAGES).forEach((message) -> {
			Notification notification = notification(message);
			MailContent content = content(notification);
			String page = this.html.render(content);
			check(page);
			assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(102 * 1024);
			MimeMessage read = read(compose(notification, content));
			assertThat(header(read, "Subject")).isNotBlank();
			assertThat(header(read, "X-Header")).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nBcc: evil@example.com", "a\nX-Header: 1", "a\u2028b\u0085c\u0000d" })
	void composeWhenTitleHasLineBreaksHasOneLine(String title) {
		Notification notification = new Notification(Fixtures.message("plain.text"), DESTINATION, "all",
				new PresentationOverrides(null, title, null, Map.of(), PagerAction.AUTO));
		MimeMessage read = read(compose(notification, content(notification)));
		assertThat(header(read, "Subject")).doesNotContain("\r", "\n").startsWith("a ");
		assertThat(header(read, "Bcc") + header(read, "X-Header")).isEmpty();
	}

	@Test
	void composeWhenTitleIsLongAndNotAsciiCutsAndEncodesIt() throws Exception {
		Notification notification = new Notification(Fixtures.message("plain.text"), DESTINATION, "all",
				new PresentationOverrides(null, "Z\u00fcrich \ud83d\ude80 ".repeat(25), null, Map.of(),
						PagerAction.AUTO));
		MimeMessage read = read(compose(notification, content(notification)));
		assertThat(read.getSubject()).startsWith("Z\u00fcrich \ud83d\ude80 Z").hasSizeBetween(190, 200).endsWith("…");
		assertThat(read.getHeader("Subject")[0].lines()).allMatch((line) -> line.length() <= 78)
			.allMatch((line) -> line.chars().allMatch((character) -> character < 128));
	}

	@Test
	void composeHasDateOfClockAndSameIdEachTime() throws Exception {
		Notification notification = notification(Fixtures.message("plain.text"));
		Mail one = compose(notification, content(notification));
		Mail other = compose(notification, content(notification));
		assertThat(one.getSentDate()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
		assertThat(one.getMessageID()).isEqualTo(other.getMessageID());
		assertThat(compose(new Notification(notification.message(), Destination.of("email/night"), "all",
				PresentationOverrides.NONE), content(notification), Destination.of("email/night"))
			.getMessageID()).isNotEqualTo(one.getMessageID());
	}

	@Test
	void htmlEscapesEverything() {
		String text = "<script>alert(1)</script> & \"x\" 'y' <img src=https://evil.example/p.png>";
		Notification notification = new Notification(Fixtures.message("plain.text"), DESTINATION, "all",
				new PresentationOverrides(null, text, text, Map.of(), PagerAction.AUTO));
		String page = this.html.render(content(notification));
		assertThat(page).doesNotContain("<script", "<img")
			.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x");
	}

	@Test
	void htmlHasNothingToLoad() {
		assertThat(this.html.render(content(notification(Fixtures.message("plain.text"))))).doesNotContain("src=",
				"url(", "@import", "<link");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.5.ok_to_firing, #a30200
			alarm.v1.5.firing_to_ok, #2eb67d
			databaseservice.backup.end.failed, #e01e5a
			computeapi.instanceaction.stop.end, #ecb22e
			objectstorage.createbucket, #36c5f0
			""")
	void ofHasColorOfSeverity(String fixture, String color) {
		assertThat(content(notification(Fixtures.message(fixture))).color()).isEqualTo(color);
	}

	@Test
	void ofWhenThereIsTooMuchLeavesOutLastFactsAndSaysSo() {
		String details = IntStream.rangeClosed(1, 19)
			.mapToObj((i) -> "\"field%d\":\"%s\"".formatted(i, "x".repeat(2000)))
			.collect(Collectors.joining(","));
		Message message = Fixtures.message("made-up", Body.of("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.virtualnetwork.updatevcn",
				"data":{"resourceName":"pier-4","additionalDetails":{%s}}}""".formatted(details)
			.getBytes(StandardCharsets.UTF_8)));
		String text = MailText.render(content(notification(message)));
		assertThat(text).contains("Field 1", "more facts are left out").doesNotContain("Field 19", "Event type");
		assertThat(text.length()).isLessThan(20_000);
	}

	@Test
	void digestHasLineForEachAlarmThenCounts() {
		List<Notification> batch = Collections.nCopies(Digest.MAX_MESSAGES,
				notification(Fixtures.message("alarm.v1.5.ok_to_firing")));
		String text = MailText.render(MailContent.digest(batch, Presenters.standard()::present));
		assertThat(text)
			.startsWith("40 messages, 40 of them alarms or failures\n2026-03-01 10:00:00 UTC · these messages")
			.contains("\nSeverity: 40 critical\nWhat: 40 alarm\n");
		assertThat(text.lines().filter((line) -> line.startsWith("• Alarm firing: Heron CPU"))).hasSize(40);
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	// What is no XML either is not well-formed HTML: a text was not escaped.
	private static void check(String page) {
		String body = page.substring(page.indexOf("<body"), page.indexOf("</html>"))
			.replace("<br>", "<br/>")
			.replace("&nbsp;", " ")
			.replace("\u000b", "");
		try {
			SAXParserFactory.newInstance()
				.newSAXParser()
				.parse(new InputSource(new StringReader(body.replaceAll("[\ufffe\uffff]", ""))), new DefaultHandler());
		}
		catch (Exception ex) {
			throw new AssertionError(body, ex);
		}
	}

	private static MimeMessage read(Mail mail) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			mail.writeTo(bytes);
			assertThat(bytes.toString(StandardCharsets.ISO_8859_1).lines()).allMatch((line) -> line.length() <= 998);
			return new MimeMessage(Session.getInstance(new Properties()),
					new ByteArrayInputStream(bytes.toByteArray()));
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static String header(MimeMessage mail, String name) {
		try {
			return (mail.getHeader(name) != null) ? MimeUtility.decodeText(MimeUtility.unfold(mail.getHeader(name)[0]))
					: "";
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static Mail compose(Notification notification, MailContent content) {
		return compose(notification, content, DESTINATION);
	}

	private static Mail compose(Notification notification, MailContent content, Destination destination) {
		return new MailComposer(destination, MailServers.settings("ops@harbour.example"), CLOCK)
			.compose(List.of(notification), content);
	}

	private static MailContent content(Notification notification) {
		return MailContent.of(notification, Presenters.linking("https://relay.example.com").present(notification));
	}

	private static Notification notification(Message message) {
		return new Notification(message, DESTINATION, "lifecycle", PresentationOverrides.NONE);
	}

}
