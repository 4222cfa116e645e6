package io.onsrelay.oci;

import java.io.IOException;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ResourcePrincipalAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SessionTokenAuthenticationDetailsProvider;
import com.oracle.bmc.auth.okeworkloadidentity.OkeWorkloadIdentityAuthenticationDetailsProvider;

/**
 * Creates the SDK's providers of the configured credentials.
 */
public final class OciCredentials {

	private OciCredentials() {
	}

	/**
	 * Creates a provider. For principals, the SDK sends requests over the network.
	 * @param properties the configuration
	 * @return the provider, which signs requests
	 * @throws IOException if the configuration file can't be read
	 * @throws RuntimeException if the SDK finds no credentials
	 */
	public static BasicAuthenticationDetailsProvider find(OciProperties properties) throws IOException {
		return switch (properties.auth()) {
			case NONE -> throw new IllegalStateException("No credentials are configured");
			case CONFIG_FILE -> new ConfigFileAuthenticationDetailsProvider(configFile(properties));
			case SESSION_TOKEN -> new SessionTokenAuthenticationDetailsProvider(configFile(properties));
			case INSTANCE_PRINCIPAL -> InstancePrincipalsAuthenticationDetailsProvider.builder().build();
			case RESOURCE_PRINCIPAL -> ResourcePrincipalAuthenticationDetailsProvider.builder().build();
			case WORKLOAD_IDENTITY -> OkeWorkloadIdentityAuthenticationDetailsProvider.builder().build();
		};
	}

	private static ConfigFileReader.ConfigFile configFile(OciProperties properties) throws IOException {
		String file = properties.configFile();
		return (file != null) ? ConfigFileReader.parse(file, properties.profile())
				: ConfigFileReader.parseDefault(properties.profile());
	}

}
