package io.onsrelay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailHealthContributorAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderValidatorAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import io.onsrelay.cli.Commands;

/**
 * The application: receives the messages of OCI Notifications, stores them, and delivers
 * them to destinations.
 * <p>
 * The e-mail notifier reads {@code spring.mail} itself, when there is a destination that
 * needs it. A sender of Spring Boot's would bring a health indicator that connects to the
 * server at each look at the health. The store has units of work, and no transaction
 * manager: what looks at each bean for annotations of transactions takes a tenth of the
 * main thread's start.
 */
@SpringBootApplication(exclude = { AopAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
		MailHealthContributorAutoConfiguration.class, MailSenderAutoConfiguration.class,
		MailSenderValidatorAutoConfiguration.class, PersistenceExceptionTranslationAutoConfiguration.class,
		TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class })
public class OnsRelayApplication {

	/**
	 * A handshake costs a server more than a client, and no client needs a second one on
	 * a connection. The JDK reads this when TLS is first used. See
	 * https://docs.oracle.com/en/java/javase/25/security/java-secure-socket-extension-jsse-reference-guide.html.
	 */
	private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

	/**
	 * How many processors run virtual threads, as
	 * https://docs.oracle.com/en/java/javase/25/core/virtual-threads.html describes it.
	 */
	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	/**
	 * Starts the service, or runs a command if the arguments name one.
	 * @param args a command and its arguments, or properties as Spring Boot reads them
	 */
	public static void main(String[] args) {
		if (Commands.areMeant(args)) {
			System.exit(Commands.run(OnsRelayApplication::start, args));
		}
		start(args);
	}

	private static ConfigurableApplicationContext start(String... args) {
		setUnlessSet(REJECT_RENEGOTIATION, "true");
		// One processor is left to the store's writer. With a carrier for each, the
		// writer and the carriers take turns, and every message costs more of them
		setUnlessSet(CARRIERS, String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors() - 1)));
		SpringApplication application = new SpringApplication(OnsRelayApplication.class);
		application.addListeners(new AheadOfTime());
		return application.run(args);
	}

	private static void setUnlessSet(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

}
