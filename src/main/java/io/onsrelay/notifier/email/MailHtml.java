package io.onsrelay.notifier.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * The part of a mail that is HTML. The template has its styles inline, as programs for
 * mail need it, and every text is escaped.
 */
final class MailHtml {

	private static final String TEMPLATE = "mail.html";

	private final Template template = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(read());

	/**
	 * Renders the HTML part.
	 * @param content what the mail says
	 * @return a page
	 */
	String render(MailContent content) {
		return this.template.execute(content);
	}

	private static String read() {
		try (InputStream in = Objects.requireNonNull(MailHtml.class.getResourceAsStream(TEMPLATE))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
