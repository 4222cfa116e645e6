package io.onsrelay.notifier.email;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.core.NestedExceptionUtils;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.email.SmtpServer.Refusal;
import io.onsrelay.notifier.email.SmtpServer.Submission;

/**
 * Classifies what an SMTP server replies: 4xx is retried, 5xx is final. See
 * https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 and
 * https://www.rfc-editor.org/rfc/rfc3463 for the codes in the texts.
 */
final class SmtpFailures {

	private static final int TEXT_CHARS = 160;

	private static final String MASK = "******";

	private static final int SHORTEST_SECRET = 4;

	private static final Pattern REPLY = Pattern
		.compile("\\b([45][0-9]{2})\\b(?:[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b)?");

	private final String server;

	private final String prefix;

	private final List<String> secrets = new ArrayList<>();

	SmtpFailures(Destination destination, MailProperties server) {
		this.server = server.getHost() + ((server.getPort() != null) ? ":" + server.getPort() : "");
		this.prefix = "relay.notifier.%s.%s".formatted(destination.kind(), destination.name());
		String username = Objects.requireNonNullElse(server.getUsername(), "");
		String password = Objects.requireNonNullElse(server.getPassword(), "");
		for (String secret : List.of("\0" + username + "\0" + password, password, username)) {
			this.secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
			this.secrets.add(secret);
		}
		this.secrets.removeIf((secret) -> secret.length() < SHORTEST_SECRET);
	}

	/**
	 * Return the server, for texts.
	 * @return its name, and its port where one is configured
	 */
	String server() {
		return this.server;
	}

	/**
	 * Classifies a failure before the mail: no connection, no TLS, no credentials.
	 * @param ex the failure
	 * @return the outcome
	 */
	Outcome ofConnection(MessagingException ex) {
		if (ex instanceof AuthenticationFailedException) {
			return ofCredentials(ex);
		}
		String message = Objects.requireNonNullElse(ex.getMessage(), "");
		if (message.startsWith("STARTTLS is required")) {
			return Outcome.retry(Reason.NETWORK,
					("%s does not offer STARTTLS: set spring.mail.protocol to smtps where it "
							+ "uses TLS from the start; %s.allow-unencrypted permits mails without TLS")
						.formatted(this.server, this.prefix));
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		return switch (cause) {
			case UnknownHostException _ ->
				Outcome.retry(Reason.NETWORK, "The name of %s can't be resolved".formatted(this.server));
			case SocketTimeoutException _ ->
				Outcome.retry(Reason.TIMEOUT, "%s does not answer in time".formatted(this.server));
			case ConnectException _ -> Outcome.retry(Reason.NETWORK, "%s can't be reached".formatted(this.server));
			case SSLException _ -> ofTls(cause);
			case GeneralSecurityException _ -> ofTls(cause);
			default -> ofReply(message);
		};
	}

	// The root has words such as: No name matching mail.example found.
	private Outcome ofTls(Throwable cause) {
		return Outcome.retry(Reason.NETWORK,
				("TLS with %s fails: %s. Where its certificate is of an authority of your own, name an SSL bundle in "
						+ "spring.mail.ssl.bundle")
					.formatted(this.server,
							text(Objects.requireNonNullElse(cause.getMessage(), "no reason is given"))));
	}

	// A server that takes no connections now, whatever it says, is like one that is down.
	private Outcome ofReply(String message) {
		Matcher reply = REPLY.matcher(message);
		return reply.find()
				? Outcome.retry(Reason.SERVER, "%s takes no mails now: %s".formatted(this.server, reply.group()))
				: Outcome.retry(Reason.NETWORK, "The connection to %s broke".formatted(this.server));
	}

	// What the server says may repeat the credentials, so that only its codes are shown.
	private Outcome ofCredentials(MessagingException ex) {
		String message = Objects.requireNonNullElse(ex.getMessage(), "");
		Matcher reply = REPLY.matcher(message);
		if (!reply.find()) {
			return message.startsWith("No authentication mechanisms") ? Outcome.rejected(Reason.AUTH,
					"%s knows no way to log in by user name and password".formatted(this.server)) : ofReply("");
		}
		String codes = reply.group();
		return codes.startsWith("4")
				? Outcome.retry(Reason.SERVER, "%s can't check credentials now (%s)".formatted(this.server, codes))
				: Outcome.rejected(Reason.AUTH,
						("%s does not accept spring.mail.username and spring.mail.password (%s); correct them, restart "
								+ "and replay")
							.formatted(this.server, codes));
	}

	/**
	 * Classifies a failure to send a mail.
	 * @param ex the failure
	 * @param recipients who should get it
	 * @return who has it, and why the others have not
	 */
	Submission ofSending(MessagingException ex, List<String> recipients) {
		if (ex instanceof SMTPSendFailedException failed && failed.getReturnCode() >= 400) {
			return Submission.failed(ofCommand(failed));
		}
		List<Refusal> refused = refusals(ex);
		if (!(ex instanceof SendFailedException sent) || refused.isEmpty()) {
			return Submission.failed(ofConnection(ex));
		}
		Set<String> accepted = addresses(sent.getValidSentAddresses());
		accepted.retainAll(recipients);
		return new Submission(accepted, refused, null);
	}

	// MAIL FROM, or the mail itself: the server has it for no recipient.
	private Outcome ofCommand(SMTPSendFailedException ex) {
		String text = text(ex.getMessage());
		String command = ex.getCommand();
		boolean sender = command.startsWith("MAIL");
		int code = ex.getReturnCode();
		if (code < 500) {
			return Outcome.retry(Reason.SERVER, "%s takes no mail now: %s".formatted(this.server, text));
		}
		if (code == 552 || code == 523) {
			return Outcome.rejected(Reason.CLIENT,
					"%s does not take a mail of this size: %s".formatted(this.server, text));
		}
		return sender
				? Outcome.rejected(Reason.AUTH,
						"%s does not take mails from the address in %s.from: %s".formatted(this.server, this.prefix,
								text))
				: Outcome.rejected(text.contains(" 5.7.") ? Reason.AUTH : Reason.CLIENT,
						"%s refuses the mail: %s".formatted(this.server, text));
	}

	private List<Refusal> refusals(MessagingException ex) {
		List<Refusal> refusals = new ArrayList<>();
		@Nullable Exception next = ex;
		while (next instanceof MessagingException chained) {
			if (chained instanceof SMTPAddressFailedException failed && failed.getReturnCode() >= 400) {
				refusals.add(new Refusal(failed.getAddress().getAddress(), failed.getReturnCode(),
						text(Objects.requireNonNullElse(failed.getMessage(), ""))));
			}
			next = chained.getNextException();
		}
		return refusals;
	}

	private static Set<String> addresses(Address @Nullable [] addresses) {
		Set<String> texts = new HashSet<>();
		if (addresses != null) {
			Arrays.stream(addresses).forEach((address) -> texts.add(((InternetAddress) address).getAddress()));
		}
		return texts;
	}

	private String text(@Nullable String reply) {
		String text = Objects.requireNonNullElse(reply, "");
		for (String secret : this.secrets) {
			text = text.replace(secret, MASK);
		}
		return MailText.line(text, TEXT_CHARS);
	}

}
