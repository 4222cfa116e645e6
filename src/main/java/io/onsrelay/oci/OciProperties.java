package io.onsrelay.oci;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service authenticates to Oracle's API. This is optional: without it, only the
 * state of subscriptions is unknown, and commands that set OCI up do not work.
 *
 * @param auth which credentials are used
 * @param configFile the SDK's configuration file; ~/.oci/config if none is given
 * @param profile the profile in that file
 * @param endpoint the URL of Notifications in a private realm; derived from the region of
 * the subscription if none is given
 * @param eventsEndpoint the URL of Events in a private realm; derived from the region of
 * the credentials if none is given
 */
@Validated
@ConfigurationProperties(prefix = "relay.oci", ignoreUnknownFields = false)
public record OciProperties(@DefaultValue("none") Auth auth, @Nullable String configFile,
		@DefaultValue("DEFAULT") String profile, @Nullable String endpoint, @Nullable String eventsEndpoint) {

	/**
	 * The source of the credentials. See
	 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdk_authentication_methods.htm.
	 */
	public enum Auth {

		/**
		 * No credentials: Oracle's API is never called.
		 */
		NONE,

		/**
		 * The API key in a configuration file.
		 */
		CONFIG_FILE,

		/**
		 * The session token in a configuration file.
		 */
		SESSION_TOKEN,

		/**
		 * The compute instance this service runs on.
		 */
		INSTANCE_PRINCIPAL,

		/**
		 * The resource this service runs in.
		 */
		RESOURCE_PRINCIPAL,

		/**
		 * The ServiceAccount of the pod this service runs in, on OKE.
		 */
		WORKLOAD_IDENTITY

	}

}
