package io.onsrelay.notifier.email;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

/**
 * The SMTP server of {@code spring.mail}, as one destination uses it: with TLS, with a
 * certificate for its name, and within a deadline. Each mail has a connection of its own.
 * <p>
 * The sender of Spring is not used. It takes a failure to say goodbye for one to send,
 * and the mail would be sent again. See
 * https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html
 * for the properties.
 */
final class SmtpServer {

	private static final String PREFIX = "spring.mail";

	private static final Set<String> PROTOCOLS = Set.of("smtp", "smtps");

	/**
	 * The longest silence of the server, unless configured: by default, the library would
	 * wait for ever.
	 */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private final MailProperties server;

	private final Supplier<Session> session;

	private final Duration timeout;

	private final SmtpFailures failures;

	private SmtpServer(MailProperties server, Supplier<Session> session, Duration timeout, SmtpFailures failures) {
		this.server = server;
		this.session = session;
		this.timeout = timeout;
		this.failures = failures;
	}

	/**
	 * Reads the configuration of the server. Nothing is connected.
	 * @param destination the destination, which is named in mistakes
	 * @param settings its settings
	 * @param environment where {@code spring.mail} is
	 * @param bundles the SSL bundles, one of which the configuration may name
	 * @return the server
	 * @throws InvalidConfigurationException if the server is missing or configured in a
	 * way that is not secure
	 */
	static SmtpServer of(Destination destination, EmailSettings settings, Environment environment,
			ObjectProvider<SslBundles> bundles) {
		MailProperties server = MailServerProperties.read(environment);
		check(server, destination, settings, bundles.getIfAvailable());
		return new SmtpServer(server, SingletonSupplier.of(() -> session(server, settings, bundles)),
				settings.timeout(), new SmtpFailures(destination, server));
	}

	private static void check(MailProperties server, Destination destination, EmailSettings settings,
			@Nullable SslBundles bundles) {
		Mistakes mistakes = new Mistakes();
		if (!StringUtils.hasText(server.getHost())) {
			mistakes.of(() -> {
				throw new InvalidConfigurationException(PREFIX + ".host",
						"%s has no server to send mails through.".formatted(destination),
						"Set it to the name of an SMTP server, with its port in spring.mail.port: 587 for STARTTLS.");
			});
		}
		if (!PROTOCOLS.contains(server.getProtocol())) {
			mistakes.of(() -> {
				throw new InvalidConfigurationException(PREFIX + ".protocol",
						"'%s' is no protocol for sending mails.".formatted(server.getProtocol()),
						"Write smtp, which uses STARTTLS, or smtps, which uses TLS from the start.");
			});
		}
		if (StringUtils.hasText(server.getUsername()) != StringUtils.hasText(server.getPassword())) {
			mistakes.of(() -> {
				throw new InvalidConfigurationException(
						PREFIX + (StringUtils.hasText(server.getUsername()) ? ".password" : ".username"),
						"A user name and a password are configured together.",
						"Set it as well, or remove the other one where the server asks for no credentials.");
			});
		}
		String bundle = server.getSsl().getBundle();
		if (bundle != null && bundles != null && !bundles.getBundleNames().contains(bundle)) {
			mistakes.of(() -> {
				throw new InvalidConfigurationException(PREFIX + ".ssl.bundle",
						"There is no SSL bundle '%s'.".formatted(bundle),
						"Configure it below spring.ssl.bundle.pem, with the authority in truststore.certificate.");
			});
		}
		if (!settings.allowUnencrypted()) {
			server.getProperties().forEach((name, value) -> {
				boolean trusting = name.endsWith(".ssl.trust")
						|| (name.endsWith(".ssl.checkserveridentity") && value.equals("false"));
				if (trusting) {
					mistakes.of(() -> {
						throw new InvalidConfigurationException(PREFIX + ".properties." + name,
								"It switches the check of the server's certificate off.",
								"Remove it. For a certificate of an authority of your own, name an SSL bundle with that "
										+ "authority in spring.mail.ssl.bundle.");
					});
				}
			});
		}
		mistakes.refuse();
	}

	private static Session session(MailProperties server, EmailSettings settings, ObjectProvider<SslBundles> bundles) {
		Properties properties = new Properties();
		properties.putAll(server.getProperties());
		String prefix = "mail." + server.getProtocol() + ".";
		String silence = Long.toString(Math.min(SILENCE.toMillis(), settings.timeout().toMillis()));
		properties.putIfAbsent(prefix + "connectiontimeout", silence);
		properties.putIfAbsent(prefix + "timeout", silence);
		properties.putIfAbsent(prefix + "writetimeout", silence);
		boolean tls = server.getSsl().isEnabled() || server.getProtocol().equals("smtps");
		properties.setProperty(prefix + "ssl.enable", Boolean.toString(tls));
		properties.setProperty(prefix + "ssl.checkserveridentity", "true");
		properties.setProperty(prefix + "starttls.enable", Boolean.toString(!tls));
		properties.setProperty(prefix + "starttls.required", Boolean.toString(!tls && !settings.allowUnencrypted()));
		properties.setProperty(prefix + "auth", Boolean.toString(server.getUsername() != null));
		properties.setProperty(prefix + "sendpartial", "true");
		properties.setProperty(prefix + "quitwait", "false");
		String bundle = server.getSsl().getBundle();
		if (bundle != null) {
			properties.put(prefix + "ssl.socketFactory",
					bundles.getObject().getBundle(bundle).createSslContext().getSocketFactory());
		}
		return Session.getInstance(properties);
	}

	/**
	 * Sends a mail, once.
	 * @param mail the mail
	 * @param recipients who gets it, whatever its headers say; at least one
	 * @return who has it, and why the others have not
	 */
	Submission send(Mail mail, List<String> recipients) {
		FutureTask<Submission> exchange = new FutureTask<>(() -> exchange(mail, recipients));
		// An interrupt closes the socket that a virtual thread waits for.
		Thread thread = Thread.ofVirtual().name("smtp").start(exchange);
		try {
			return exchange.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return Submission.failed(Outcome.retry(Reason.TIMEOUT, "%s did not take the mail within %d ms"
				.formatted(this.failures.server(), this.timeout.toMillis())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Submission.failed(Outcome.retry(Reason.NETWORK, "Interrupted while a mail was sent"));
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A mail failed unexpectedly", ex);
		}
		finally {
			thread.interrupt();
		}
	}

	private Submission exchange(Mail mail, List<String> recipients) {
		try (Transport transport = this.session.get().getTransport(this.server.getProtocol())) {
			return exchange(transport, mail, recipients);
		}
		catch (MessagingException ex) {
			return Submission.failed(this.failures.ofConnection(ex));
		}
	}

	private Submission exchange(Transport transport, Mail mail, List<String> recipients) {
		try {
			transport.connect(this.server.getHost(), Objects.requireNonNullElse(this.server.getPort(), -1),
					this.server.getUsername(), this.server.getPassword());
		}
		catch (MessagingException ex) {
			return Submission.failed(this.failures.ofConnection(ex));
		}
		try {
			transport.sendMessage(mail, addresses(recipients));
			return new Submission(Set.copyOf(recipients), List.of(), null);
		}
		catch (MessagingException ex) {
			return this.failures.ofSending(ex, recipients);
		}
	}

	private static InternetAddress[] addresses(List<String> recipients) throws AddressException {
		InternetAddress[] addresses = new InternetAddress[recipients.size()];
		for (int i = 0; i < addresses.length; i++) {
			addresses[i] = new InternetAddress(recipients.get(i));
		}
		return addresses;
	}

	/**
	 * Return where the server is, without credentials.
	 */
	@Override
	public String toString() {
		return "SmtpServer[" + this.failures.server() + "]";
	}

	/**
	 * The result of sending a mail.
	 *
	 * @param accepted the recipients for whom the server has it
	 * @param refused those for whom the server refused it
	 * @param failure why no recipient has it; {@code null} if the recipients decide
	 */
	record Submission(Set<String> accepted, List<Refusal> refused, @Nullable Outcome failure) {

		private static final int SHOWN = 3;

		static Submission failed(Outcome failure) {
			return new Submission(Set.of(), List.of(), failure);
		}

		/**
		 * Return the outcome. A mail that some recipients have is tried again as long as
		 * that may help one of the others.
		 * @param having how many recipients have the mail now
		 * @param all how many there are
		 * @return the outcome
		 */
		Outcome outcome(int having, int all) {
			if (this.failure != null) {
				return this.failure;
			}
			if (this.refused.isEmpty()) {
				return Outcome.delivered();
			}
			String detail = "%d of %d recipients have the mail; ".formatted(having, all) + inWords();
			if (this.refused.stream().anyMatch(Refusal::temporary)) {
				// The server is well: no reason to pause all mails to the others
				return Outcome.retry((having > 0) ? Reason.CLIENT : Reason.SERVER, detail);
			}
			boolean forbidden = this.refused.stream().allMatch(Refusal::forbidden);
			return Outcome.rejected(forbidden ? Reason.AUTH : Reason.GONE, detail);
		}

		private String inWords() {
			String shown = String.join("; ", this.refused.stream().limit(SHOWN).map(Refusal::inWords).toList());
			return (this.refused.size() > SHOWN) ? shown + "; and %d others".formatted(this.refused.size() - SHOWN)
					: shown;
		}

	}

	/**
	 * A recipient that the server refused.
	 *
	 * @param recipient the address
	 * @param code the reply code
	 * @param text the reply, in one line without a secret
	 */
	record Refusal(String recipient, int code, String text) {

		boolean temporary() {
			return this.code < 500;
		}

		// The server wants credentials, or does not relay for these.
		boolean forbidden() {
			return this.code == 530 || this.text.contains(" 5.7.");
		}

		String inWords() {
			return this.recipient + ": " + this.text;
		}

	}

}
