package io.onsrelay.oci;

/**
 * Thrown when the SDK finds no credentials. The message tells why, and which settings to
 * check.
 */
public final class OciCredentialsException extends RuntimeException {

	OciCredentialsException(OciProperties properties, Exception cause) {
		super("there are no credentials for OCI: %s. Check relay.oci.*%s".formatted(reason(cause),
				switch (properties.auth()) {
					case CONFIG_FILE, SESSION_TOKEN -> ": the profile is %s of %s".formatted(properties.profile(),
							(properties.configFile() != null) ? properties.configFile() : "~/.oci/config");
					default -> ": these credentials exist within OCI only";
				}), cause);
	}

	private static String reason(Exception cause) {
		String message = cause.getMessage();
		return (message != null && !message.isBlank()) ? message.lines().findFirst().orElse("").replaceAll("\\.$", "")
				: cause.getClass().getSimpleName();
	}

}
