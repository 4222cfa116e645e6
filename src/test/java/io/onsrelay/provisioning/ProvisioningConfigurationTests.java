package io.onsrelay.provisioning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.oci.OciCredentials;
import io.onsrelay.oci.OciProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProvisioningConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Credentials.class, ProvisioningConfiguration.class);

	@Test
	void subscriptionsWhenNoCredentialsAreConfiguredAreUnknownAndLoadNoSdk() {
		this.runner.withClassLoader(new FilteredClassLoader("com.oracle.bmc"))
			.run((context) -> assertThat(context.getBean(Subscriptions.class).state("ocid1.onssubscription.oc1.phx.a"))
				.isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "config-file", "session-token", "instance-principal", "resource-principal",
			"workload-identity" })
	void subscriptionsWhenCredentialsAreConfiguredLoadThemLater(String auth) {
		this.runner.withPropertyValues("relay.oci.auth=" + auth, "relay.oci.config-file=/does/not/exist")
			.run((context) -> assertThat(context).hasSingleBean(OnsSubscriptions.class));
	}

	@Test
	void credentialsWhenWorkloadIdentityIsUsedOutsideOfPodFail() {
		OciProperties properties = new OciProperties(OciProperties.Auth.WORKLOAD_IDENTITY, null, "DEFAULT", null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> OciCredentials.find(properties))
			.withStackTraceContaining("OkeWorkloadIdentity");
	}

	@Test
	void propertiesWhenKeyIsUnknownFailTheStart() {
		this.runner.withPropertyValues("relay.oci.profil=X").run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OciProperties.class)
	static class Credentials {

	}

}
