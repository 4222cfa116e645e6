package io.onsrelay.provisioning;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service signs in to Oracle's API. It need not: without it, only what Oracle
 * says about a subscription is missing.
 *
 * @param auth which credentials are used
 * @param configFile the SDK's configuration file; ~/.oci/config where none is given
 * @param profile the profile in that file
 * @param endpoint the address of Notifications in a private realm; found by the region of
 * the subscription where none is given
 */
@Validated
@ConfigurationProperties(prefix = "relay.oci", ignoreUnknownFields = false)
record OciProperties(@DefaultValue("none") Auth auth, @Nullable String configFile,
		@DefaultValue("DEFAULT") String profile, @Nullable String endpoint) {

	/**
	 * Where credentials come from. See
	 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdk_authentication_methods.htm.
	 */
	enum Auth {

		/**
		 * There are none: Oracle's API is never called.
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
