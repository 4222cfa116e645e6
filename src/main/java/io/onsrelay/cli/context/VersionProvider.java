package io.onsrelay.cli.context;

import java.io.IOException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of the build.
 */
public final class VersionProvider implements IVersionProvider {

	private static final String BUILD_INFO = "META-INF/build-info.properties";

	@Override
	public String[] getVersion() throws IOException {
		ClassPathResource build = new ClassPathResource(BUILD_INFO);
		Properties properties = build.exists() ? PropertiesLoaderUtils.loadProperties(build) : new Properties();
		return new String[] { "ons-relay " + properties.getProperty("build.version", "dev") };
	}

}
