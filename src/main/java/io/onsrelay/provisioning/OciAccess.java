package io.onsrelay.provisioning;

import java.util.function.Consumer;

import io.onsrelay.oci.OciProperties;
import io.onsrelay.provisioning.pipeline.ControlPlane;

/**
 * Opens Oracle's control planes with the configured credentials. The SDK is loaded when
 * they are opened.
 */
public final class OciAccess {

	private final OciProperties properties;

	OciAccess(OciProperties properties) {
		this.properties = properties;
	}

	/**
	 * Opens the control planes in the region of the credentials.
	 * @param waits is told when a call is going to be repeated, and when
	 * @return the control planes
	 * @throws io.onsrelay.config.InvalidConfigurationException if no credentials are
	 * configured
	 * @throws io.onsrelay.provisioning.pipeline.ControlPlaneException if there are none
	 * where they should be
	 */
	public ControlPlane open(Consumer<String> waits) {
		return SdkControlPlane.open(this.properties, waits);
	}

}
