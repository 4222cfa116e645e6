package io.onsrelay.cli.context;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.secret.Secret;

/**
 * The properties that the configuration binds to secrets, whatever their names are.
 */
final class SecretProperties {

	/** Stands for any element, such as the name of a destination. */
	private static final String ANY = "*";

	/** The names, each as its elements in their uniform form. */
	private final List<List<String>> names = new ArrayList<>();

	/**
	 * Finds them by the types that properties are bound to.
	 * @param beans the types are those of its properties and kinds of notifiers
	 */
	SecretProperties(ListableBeanFactory beans) {
		for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			ConfigurationProperties annotation = beans.findAnnotationOnBean(bean, ConfigurationProperties.class);
			Class<?> type = beans.getType(bean, false);
			if (annotation != null && type != null && type.isRecord()) {
				add(elements(ConfigurationPropertyName.of(annotation.prefix())), type);
			}
		}
		beans.getBeanProvider(NotifierFactory.class)
			.stream()
			.forEach((factory) -> add(List.of("relay", "notifier", uniform(factory.kind()), ANY), factory.settings()));
	}

	private void add(List<String> prefix, Class<?> type) {
		for (RecordComponent component : Objects.requireNonNullElse(type.getRecordComponents(),
				new RecordComponent[0])) {
			List<String> name = Stream.concat(prefix.stream(), Stream.of(uniform(component.getName()))).toList();
			if (isSecret(component.getGenericType())) {
				this.names.add(name);
			}
			else if (component.getType().isRecord()) {
				add(name, component.getType());
			}
		}
	}

	// Also as an element of a list or a value of a map
	private static boolean isSecret(Type type) {
		return type.equals(Secret.class) || (type instanceof ParameterizedType generic
				&& Arrays.stream(generic.getActualTypeArguments()).anyMatch(SecretProperties::isSecret));
	}

	/**
	 * Return whether a property is a secret.
	 * @param name its full name
	 * @return {@code true} if it or one above it is bound to a secret
	 */
	boolean contain(ConfigurationPropertyName name) {
		List<String> elements = elements(name);
		return this.names.stream().anyMatch((secret) -> begins(elements, secret));
	}

	private static boolean begins(List<String> elements, List<String> start) {
		if (elements.size() < start.size()) {
			return false;
		}
		for (int i = 0; i < start.size(); i++) {
			if (!start.get(i).equals(ANY) && !start.get(i).equals(elements.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static List<String> elements(ConfigurationPropertyName name) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			elements.add(name.getElement(i, Form.UNIFORM));
		}
		return elements;
	}

	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

}
