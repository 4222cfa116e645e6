package io.onsrelay.notifier.email;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * A mail with a Message-ID of its own: the library would make another one for each
 * attempt.
 */
final class Mail extends MimeMessage {

	private final String id;

	private final String text;

	/**
	 * Creates a mail.
	 * @param id its Message-ID, in angle brackets
	 * @param text its text part, for previews
	 */
	Mail(String id, String text) {
		super((@Nullable Session) null);
		this.id = id;
		this.text = text;
	}

	@Override
	protected void updateMessageID() throws MessagingException {
		setHeader("Message-ID", this.id);
	}

	/**
	 * Return what a reader may know before the mail is sent.
	 * @return the headers, but for the date and those of MIME, and the text part
	 */
	String preview() {
		try {
			List<Header> headers = Collections.list(getNonMatchingHeaders(
					new String[] { "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding" }));
			return headers.stream().map(Mail::line).collect(Collectors.joining("\n")) + "\n\n"
					+ this.text.stripTrailing();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("A mail that was composed here has headers", ex);
		}
	}

	private static String line(Header header) {
		try {
			return header.getName() + ": " + MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Every Java platform has UTF-8", ex);
		}
	}

}
