package io.onsrelay.config.placeholder;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.SystemPropertyUtils;

/**
 * The files of a config tree, in which placeholders work as in all other sources. Spring
 * Boot resolves them in texts only, and the content of a file is no text to it.
 */
final class ConfigTreeText extends EnumerablePropertySource<ConfigTreePropertySource> implements OriginLookup<String> {

	ConfigTreeText(ConfigTreePropertySource files) {
		super(files.getName(), files);
	}

	@Override
	public String[] getPropertyNames() {
		return this.source.getPropertyNames();
	}

	@Override
	public boolean containsProperty(String name) {
		return this.source.containsProperty(name);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		ConfigTreePropertySource.Value value = this.source.getProperty(name);
		String text = String.valueOf(value);
		return text.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX) ? text : value;
	}

	@Override
	public @Nullable Origin getOrigin(String name) {
		return this.source.getOrigin(name);
	}

}
