package io.onsrelay.cli.context;

import java.io.IOException;
import java.time.Instant;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of the build, its commit and its time.
 */
public final class VersionProvider implements IVersionProvider {

	private static final String BUILD_INFO = "META-INF/build-info.properties";

	private static final String UNKNOWN = "unknown";

	@Override
	public String[] getVersion() throws IOException {
		ClassPathResource build = new ClassPathResource(BUILD_INFO);
		Properties properties = build.exists() ? PropertiesLoaderUtils.loadProperties(build) : new Properties();
		return new String[] { "ons-relay " + properties.getProperty("build.version", "dev"),
				"commit " + properties.getProperty("build.commit", UNKNOWN), "built " + time(properties) };
	}

	// Maven's plugin writes seconds or fractions of them
	private static String time(Properties properties) {
		String time = properties.getProperty("build.time");
		return (time != null) ? Instant.parse(time).toString() : UNKNOWN;
	}

}
