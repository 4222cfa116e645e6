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
	 * Starts the service, or runs a command if the arguments name one.
	 * @param args a command and its arguments, or properties as Spring Boot reads them
	 */
	public static void main(String[] args) {
		if (Commands.areMeant(args)) {
			System.exit(Commands.run(args));
		}
		SpringApplication.run(OnsRelayApplication.class, args);
	}

}
