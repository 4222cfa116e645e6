package io.onsrelay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.onsrelay.cli.Commands;

/**
 * The application: receives the messages of OCI Notifications, stores them, and delivers
 * them to destinations.
 */
@SpringBootApplication
public class OnsRelayApplication {

	/**
	 * A handshake costs a server more than a client, and no client needs a second one on
	 * a connection. The JDK reads this when TLS is first used. See
	 * https://docs.oracle.com/en/java/javase/25/security/java-secure-socket-extension-jsse-reference-guide.html.
	 */
	private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

	/**
	 * Starts the service, or runs a command if the arguments name one.
	 * @param args a command and its arguments, or properties as Spring Boot reads them
	 */
	public static void main(String[] args) {
		if (Commands.areMeant(args)) {
			System.exit(Commands.run(args));
		}
		if (System.getProperty(REJECT_RENEGOTIATION) == null) {
			System.setProperty(REJECT_RENEGOTIATION, "true");
		}
		SpringApplication.run(OnsRelayApplication.class, args);
	}

}
