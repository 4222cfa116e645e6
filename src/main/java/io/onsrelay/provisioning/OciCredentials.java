package io.onsrelay.provisioning;

import java.io.IOException;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ResourcePrincipalAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SessionTokenAuthenticationDetailsProvider;
import com.oracle.bmc.auth.okeworkloadidentity.OkeWorkloadIdentityAuthenticationDetailsProvider;

/**
 * Finds the credentials that are configured.
 */
final class OciCredentials {

	private OciCredentials() {
	}

	/**
	 * Finds the credentials. Principals are asked for over the network.
	 * @param properties what is configured
	 * @return what signs requests
	 * @throws IOException if the configuration file can't be read
	 * @throws RuntimeException what the SDK throws if it finds no credentials
	 */
	static BasicAuthenticationDetailsProvider find(OciProperties properties) throws IOException {
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
