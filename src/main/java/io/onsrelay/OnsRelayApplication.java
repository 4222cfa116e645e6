package io.onsrelay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The service: receives what OCI Notifications delivers, keeps it, and passes it on.
 */
@SpringBootApplication
public class OnsRelayApplication {

	/**
	 * Starts the service.
	 * @param args command line arguments, as Spring Boot reads them
	 */
	public static void main(String[] args) {
		SpringApplication.run(OnsRelayApplication.class, args);
	}

}
