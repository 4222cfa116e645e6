package io.onsrelay.ingest;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.secret.PasswordFormat;
import io.onsrelay.secret.Secret;
import io.onsrelay.signature.SignatureMode;

/**
 * The endpoint that ONS posts to.
 *
 * @param path the path of the endpoint
 * @param username the user name in the URL of the subscription
 * @param password the password in the URL of the subscription; generated once if none is
 * configured
 * @param previousPassword the password before it, accepted too while the subscription is
 * being replaced; none if none is configured
 * @param topics the OCIDs of the topics that messages are accepted from; any topic if
 * none is configured
 * @param allowedCidrs the networks that requests are admitted from, such as
 * 140.91.0.0/16, or single addresses; any network if none is configured
 * @param trustedProxies the networks of proxies in front of this service, or single
 * addresses, whose X-Forwarded-* headers are believed; none if none is configured
 * @param maxBodySize the largest body that is accepted
 * @param bodyTimeout how long a whole body may take to arrive
 * @param maxBytesInFlight the most bytes of bodies that are read and stored at a time; by
 * the size of the heap if not configured
 * @param signature what happens to the signatures of ONS: off, report or enforce
 * @param signatureConstruction the names of the constructions that count, from
 * docs/signatures.md; those that have verified messages if none is configured
 */
@Validated
@ConfigurationProperties(prefix = "relay.ingest", ignoreUnknownFields = false)
record IngestProperties(@DefaultValue("/ons") @Pattern(regexp = "(/[A-Za-z0-9._~-]+)+",
		message = "must begin with a slash and hold letters, digits, dots, dashes, underscores and tildes only") String path,
		@DefaultValue("ons") @NotBlank @Pattern(regexp = "[^:]*",
				message = "must not hold a colon: HTTP Basic ends the user name there") String username,
		@PasswordFormat @Nullable Secret password, @PasswordFormat @Nullable Secret previousPassword,
		@DefaultValue List<@Pattern(regexp = "ocid1\\.onstopic\\..+", flags = Pattern.Flag.CASE_INSENSITIVE,
				message = "is no OCID of a topic, which begins with ocid1.onstopic") String> topics,
		@DefaultValue List<@NotBlank String> allowedCidrs, @DefaultValue List<@NotBlank String> trustedProxies,
		@DefaultValue("256KB") @NotNull DataSize maxBodySize,
		@DefaultValue("20s") @NotNull @DurationMin(nanos = 1) Duration bodyTimeout, @Nullable DataSize maxBytesInFlight,
		@DefaultValue("report") @NotNull SignatureMode signature,
		@DefaultValue List<@NotBlank String> signatureConstruction) {

	/**
	 * The paths of probes, of operators, of Spring Boot's errors and of the management
	 * port, if it is the same.
	 */
	private static final List<String> RESERVED = List.of("/livez", "/readyz", "/api", "/v3", "/actuator", "/error",
			"/login", "/logout", "/console", "/messages", "/dead-letters", "/destinations", "/silences", "/topics",
			"/routes", "/audit");

	/**
	 * Return the paths of the endpoint: senders add a slash.
	 */
	String[] paths() {
		return new String[] { this.path, this.path + "/" };
	}

	/**
	 * Rejects a path that the service uses itself.
	 * @throws InvalidConfigurationException if the path is, or is below, such a one
	 */
	void requireFreePath() {
		RESERVED.stream()
			.filter((other) -> this.path.equals(other) || this.path.startsWith(other + "/"))
			.forEach((other) -> {
				throw new InvalidConfigurationException("relay.ingest.path",
						"'%s' is, or is below, %s, which the service uses itself.".formatted(this.path, other),
						"Choose another path, such as /ons.");
			});
	}

	/**
	 * Return the largest body that is accepted.
	 * @return the size in bytes
	 * @throws InvalidConfigurationException if no array holds as many, or none
	 */
	int maxBodyBytes() {
		long bytes = this.maxBodySize.toBytes();
		if (bytes < 1 || bytes >= Integer.MAX_VALUE) {
			throw new InvalidConfigurationException("relay.ingest.max-body-size", "it must be between 1B and 2GB",
					"ONS publishes at most 64 KB: the default of 256KB is plenty.");
		}
		return Math.toIntExact(bytes);
	}

	/**
	 * Return the most bytes of bodies that are read and stored at a time.
	 * @param heap the largest size of the heap in bytes
	 * @return as many bytes as are configured, else what suits the heap
	 * @throws InvalidConfigurationException if it is less than one
	 */
	long maxBytesInFlightOf(long heap) {
		if (this.maxBytesInFlight == null) {
			return BodyBudget.limitOf(heap);
		}
		if (this.maxBytesInFlight.toBytes() < 1) {
			throw new InvalidConfigurationException("relay.ingest.max-bytes-in-flight", "it must be at least 1B",
					"Leave it out: the default follows the heap.");
		}
		return this.maxBytesInFlight.toBytes();
	}

}
