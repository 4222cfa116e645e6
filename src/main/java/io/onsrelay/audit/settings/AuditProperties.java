package io.onsrelay.audit.settings;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.secret.Secret;

/**
 * The audit log: its keys, its checkpoints, and where these go.
 *
 * @param origin the name of the log, which checkpoints and keys have
 * @param signingKey the private key that signs checkpoints: Ed25519, in PKCS#8 as PEM
 * @param previousSigningKey the key before it, while one is replaced
 * @param keyFile the file of the key, where none is configured; it is made where it is
 * missing
 * @param checkpointInterval how often a checkpoint is made
 * @param checkpointRecords after how many records one is made earlier
 * @param checkpointLog whether checkpoints are written to the log
 * @param checkpointFile a file that checkpoints are appended to
 * @param bucket a bucket of Object Storage that gets each checkpoint as an object
 * @param retention after which time records are deleted; for good if none is given
 */
@Validated
@ConfigurationProperties(prefix = "relay.audit", ignoreUnknownFields = false)
public record AuditProperties(@Nullable @Pattern(regexp = "[A-Za-z0-9._~/:-]{1,200}",
		message = "must be up to 200 letters, digits and . _ ~ / : -, such as example.com/ons-relay") String origin,
		@Nullable Secret signingKey, @Nullable Secret previousSigningKey, @Nullable Path keyFile,
		@DefaultValue("1m") @NotNull @DurationMin(seconds = 1) Duration checkpointInterval,
		@DefaultValue("1000") @Min(1) long checkpointRecords, @DefaultValue("true") boolean checkpointLog,
		@Nullable Path checkpointFile, @Nullable @Valid Bucket bucket,
		@Nullable @DurationMin(days = 1) Duration retention) {

	/**
	 * Rejects what can't work.
	 * @param credentials the credentials of Oracle's API
	 * @throws InvalidConfigurationException if a bucket is configured, and no credentials
	 */
	public void check(OciProperties credentials) {
		if (this.bucket != null && credentials.auth() == OciProperties.Auth.NONE) {
			throw new InvalidConfigurationException("relay.audit.bucket",
					"checkpoints are put into a bucket with credentials of Oracle's API, and relay.oci.auth is none.",
					"Set relay.oci.auth to instance-principal, resource-principal or workload-identity where this "
							+ "service runs in OCI, or to config-file for the API key in ~/.oci/config.");
		}
	}

	/**
	 * A bucket of Object Storage.
	 *
	 * @param namespace the namespace of the tenancy
	 * @param name the name of the bucket
	 * @param prefix what the names of objects begin with
	 * @param endpoint the URL of Object Storage in a private realm; derived from the
	 * region of the credentials if none is given
	 */
	public record Bucket(
			@NotNull(message = "is missing: it is the namespace of Object Storage, which the page of the bucket "
					+ "shows") @Pattern(
							regexp = "[A-Za-z0-9_-]+",
							message = "must be a namespace of Object "
									+ "Storage, of letters, digits, - and _") String namespace,
			@NotNull(message = "is missing: it is the name of the bucket") @Pattern(regexp = "[A-Za-z0-9._-]{1,256}",
					message = "must be the name of a bucket, of letters, digits, ., - and _") String name,
			@DefaultValue("") @Pattern(regexp = "[A-Za-z0-9._/-]{0,200}",
					message = "must be up to 200 letters, digits, ., -, _ and /") String prefix,
			@Nullable @Pattern(regexp = "https?://[^\\s/?#@]+/?",
					message = "must be an http or https URL without a path") String endpoint) {
	}

}
