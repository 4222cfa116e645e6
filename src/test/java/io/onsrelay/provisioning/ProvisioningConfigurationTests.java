package io.onsrelay.provisioning;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ProvisioningConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(ProvisioningConfiguration.class);

	@Test
	void subscriptionsWhenNoCredentialsAreConfiguredSayNothingAndLoadNoSdk() {
		this.runner.withClassLoader(new FilteredClassLoader("com.oracle.bmc"))
			.run((context) -> assertThat(context.getBean(Subscriptions.class).state("ocid1.onssubscription.oc1.phx.a"))
				.isEmpty());
	}

	@Test
	void subscriptionsWhenCredentialsAreConfiguredAreAskedForLater() {
		this.runner.withPropertyValues("relay.oci.auth=instance-principal", "relay.oci.config-file=/does/not/exist")
			.run((context) -> assertThat(context).hasSingleBean(OnsSubscriptions.class));
	}

	@Test
	void propertiesWhenKeyIsUnknownFailTheStart() {
		this.runner.withPropertyValues("relay.oci.profil=X").run((context) -> assertThat(context).hasFailed());
	}

}
