package io.onsrelay.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciProperties.Auth;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.standin.OciUser;
import io.onsrelay.standin.StandInOci;

/**
 * A tenancy for one test, and the SDK's real clients, which wait for nothing between
 * their retries.
 */
public final class Tenancy implements AfterEachCallback {

	/** The compartment of everything. */
	public static final String COMPARTMENT = "ocid1.compartment.oc1..aaaatest";

	// A key takes longer to make than the rest
	private static final OciUser USER = new OciUser();

	private final StandInOci oci = new StandInOci(USER);

	private final Path directory = temporaryDirectory();

	private final Path configFile = USER.write(this.directory);

	private final List<String> waits = new ArrayList<>();

	private final ControlPlane controlPlane = SdkControlPlane.open(new OciProperties(Auth.CONFIG_FILE,
			this.configFile.toString(), OciUser.PROFILE, this.oci.origin().toString(), this.oci.origin().toString()),
			this.waits::add, (delays) -> (_) -> 0);

	public StandInOci oci() {
		return this.oci;
	}

	public ControlPlane controlPlane() {
		return this.controlPlane;
	}

	/**
	 * Return the properties that lead to it, as options.
	 */
	public List<String> options() {
		return List.of("--relay.oci.auth=config-file", "--relay.oci.config-file=" + this.configFile,
				"--relay.oci.profile=" + OciUser.PROFILE, "--relay.oci.endpoint=" + this.oci.origin(),
				"--relay.oci.events-endpoint=" + this.oci.origin());
	}

	/**
	 * Return what was said about repeated calls.
	 */
	public List<String> waits() {
		return this.waits;
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		this.controlPlane.close();
		this.oci.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("ons-relay-tenancy-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
