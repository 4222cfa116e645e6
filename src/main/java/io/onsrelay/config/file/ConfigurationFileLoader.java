package io.onsrelay.config.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.YAMLException;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;

/**
 * Loads the files of the configuration as Spring Boot does, and explains what can't be
 * read. The exceptions of the readers quote the line, so none of them is kept as a cause.
 */
public abstract sealed class ConfigurationFileLoader implements PropertySourceLoader, Ordered {

	private final PropertySourceLoader loader;

	ConfigurationFileLoader(PropertySourceLoader loader) {
		this.loader = loader;
	}

	@Override
	public final String[] getFileExtensions() {
		return this.loader.getFileExtensions();
	}

	@Override
	public final List<PropertySource<?>> load(String name, Resource resource) throws IOException {
		return explaining(resource, () -> this.loader.load(name, resource));
	}

	@Override
	public final List<PropertySource<?>> load(String name, Resource resource, @Nullable Charset encoding)
			throws IOException {
		return explaining(resource, () -> this.loader.load(name, resource, encoding));
	}

	/**
	 * Before the loaders of Spring Boot, so that they are not used.
	 */
	@Override
	public final int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	abstract Mistake explain(FileText text, Exception failure);

	private List<PropertySource<?>> explaining(Resource resource, Loading loading) throws IOException {
		FileText text = FileText.read(resource);
		try {
			return loading.load();
		}
		catch (YAMLException | IllegalArgumentException | IllegalStateException | IOException ex) {
			Mistake mistake = explain(text, ex);
			throw new InvalidConfigurationException(List.of(mistake));
		}
	}

	/**
	 * What a loader does.
	 */
	private interface Loading {

		List<PropertySource<?>> load() throws IOException;

	}

	/**
	 * Loads {@code .yaml} and {@code .yml}.
	 */
	public static final class Yaml extends ConfigurationFileLoader {

		/**
		 * Creates the loader. Spring Boot calls this.
		 */
		public Yaml() {
			super(new YamlPropertySourceLoader());
		}

		@Override
		Mistake explain(FileText text, Exception failure) {
			return text.notUtf8()
				.map((place) -> new Mistake(place, "the file is not UTF-8 from here on.",
						"Save the file as UTF-8, without other encodings such as Latin-1."))
				.orElseGet(() -> YamlProblem.explain(text, failure));
		}

	}

	/**
	 * Loads {@code .properties} and {@code .xml}.
	 */
	static final class Properties extends ConfigurationFileLoader {

		Properties() {
			super(new PropertiesPropertySourceLoader());
		}

		@Override
		Mistake explain(FileText text, Exception failure) {
			return new Mistake(text.file(), "the file can't be read as properties.",
					"Write \\uXXXX with four hexadecimal digits, and \\\\ for a \\ that belongs to a value; or use YAML.");
		}

	}

}
