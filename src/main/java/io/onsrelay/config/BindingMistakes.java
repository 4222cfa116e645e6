package io.onsrelay.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Describes values that can't be bound. A value is quoted only where its type can't hold
 * a secret: numbers, durations, sizes and constants of an enum.
 */
final class BindingMistakes {

	private static final Set<String> ABSENCE = Set.of("NotNull", "NotEmpty", "NotBlank");

	private static final Set<String> METHODS = Set.of("AssertTrue", "AssertFalse");

	/**
	 * Not within the key of a map, which is as the user wrote it.
	 */
	private static final Pattern UPPER_CASE = Pattern.compile("\\p{Lu}(?![^\\[]*])");

	private static final int MAX_QUOTED_CHARS = 60;

	private BindingMistakes() {
	}

	/**
	 * Describes a broken constraint.
	 * @param error the broken constraint
	 * @return the mistake
	 */
	static Mistake constraint(ObjectError error) {
		String property = property(error);
		if (ABSENCE.contains(String.valueOf(error.getCode()))) {
			return new Mistake(property, "a value is required here.", "Set %s.".formatted(property));
		}
		return new Mistake(property, "%s.".formatted(error.getDefaultMessage()), "Correct %s.".formatted(property));
	}

	private static String property(ObjectError error) {
		if (error instanceof FieldError field && !METHODS.contains(String.valueOf(error.getCode()))) {
			return error.getObjectName() + "." + dashed(field.getField());
		}
		return error.getObjectName();
	}

	private static String dashed(String field) {
		return UPPER_CASE.matcher(field).replaceAll((letter) -> "-" + letter.group().toLowerCase(Locale.ROOT));
	}

	/**
	 * Describes a value that can't be converted.
	 * @param name the full name of the property
	 * @param failure the exception of the binder
	 * @param value the value as it was written
	 * @return the mistake
	 */
	static Mistake conversion(ConfigurationPropertyName name, Exception failure, String value) {
		String property = name.toString();
		return switch (failure) {
			case ConversionFailedException failed -> value(property, failed.getTargetType().getType(),
					failed.getSourceType(), String.valueOf(failed.getValue()));
			case ConverterNotFoundException missing ->
				value(property, missing.getTargetType().getType(), missing.getSourceType(), value);
			case BeanInstantiationException rejected when rejected
				.getCause() instanceof IllegalArgumentException cause ->
				new Mistake(property, String.valueOf(cause.getMessage()), "Correct %s.".formatted(property));
			default ->
				new Mistake(property, "this can't be read (%s).".formatted(ClassUtils.getShortName(failure.getClass())),
						"Correct %s.".formatted(property));
		};
	}

	private static Mistake value(String property, Class<?> target, @Nullable TypeDescriptor source, String value) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target);
		Optional<String> rule = ruleOf(type, value);
		if (rule.isPresent()) {
			return new Mistake(property, "%s can't be read.".formatted(quoted(value)), rule.get() + ".");
		}
		if (type.isRecord() || Map.class.isAssignableFrom(type)) {
			return oneValue(property);
		}
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			return new Mistake(property, "there is one value where a list is expected.",
					"Begin each entry of %s with a dash, and write its keys behind it.".formatted(property));
		}
		if (type.isEnum()) {
			return word(property, value, type);
		}
		Expected expected = Expected.of(type);
		if (expected != null) {
			return new Mistake(property, "%s is not %s.".formatted(quoted(value), expected.what()), expected.action());
		}
		if (source != null && !CharSequence.class.isAssignableFrom(source.getType())) {
			return new Mistake(property, "a text is expected here.",
					"Put the value in quotes, so that YAML reads it as text.");
		}
		return new Mistake(property, "the value can't be read as %s.".formatted(ClassUtils.getShortName(type)),
				"Correct %s.".formatted(property));
	}

	/**
	 * Describes a value where keys are expected.
	 * @param property the name of the property
	 * @return the mistake
	 */
	static Mistake oneValue(String property) {
		return new Mistake(property, "there is one value where keys are expected.",
				"Write the keys below %s, each with its value.".formatted(property));
	}

	/**
	 * A record that is written as one text says itself how.
	 */
	private static Optional<String> ruleOf(Class<?> type, String value) {
		Method factory = type.isRecord() ? ReflectionUtils.findMethod(type, "of", String.class) : null;
		try {
			if (factory != null && Modifier.isPublic(factory.getModifiers())) {
				factory.invoke(null, value);
			}
		}
		catch (InvocationTargetException ex) {
			return Optional.ofNullable(ex.getCause()).map(Throwable::getMessage);
		}
		catch (IllegalAccessException ex) {
			return Optional.empty();
		}
		return Optional.empty();
	}

	/**
	 * Describes a duration without a unit.
	 * @param property the name of the property
	 * @param value the number
	 * @return the mistake
	 */
	static Mistake noUnit(String property, String value) {
		return new Mistake(property, "%s has no unit.".formatted(quoted(value)),
				"Write a number and a unit, such as 500ms, 30s, 5m, 24h or 7d.");
	}

	/**
	 * Describes a negative duration.
	 * @param property the name of the property
	 * @param value the duration as it was written
	 * @return the mistake
	 */
	static Mistake negative(String property, String value) {
		return new Mistake(property, "%s is negative.".formatted(quoted(value)), "Write a duration from zero on.");
	}

	private static Mistake word(String property, String value, Class<?> type) {
		List<String> words = Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
		String action = Suggestions.nearest(value, words)
			.map("Did you mean %s?"::formatted)
			.orElse("Write one of these words.");
		return new Mistake(property, "%s is none of %s.".formatted(quoted(value), String.join(", ", words)), action);
	}

	private static String quoted(String value) {
		return "'" + StringUtils.truncate(value, MAX_QUOTED_CHARS) + "'";
	}

	/**
	 * The description of a type whose values may be quoted.
	 *
	 * @param what what is expected
	 * @param action how to write it
	 */
	private record Expected(String what, String action) {

		static @Nullable Expected of(Class<?> type) {
			if (type == Boolean.class) {
				return new Expected("true or false", "Write true or false.");
			}
			if (Number.class.isAssignableFrom(type)) {
				return new Expected("a number that fits here", "Write a number.");
			}
			if (type == Duration.class) {
				return new Expected("a duration", "Write a number and a unit, such as 500ms, 30s, 5m, 24h or 7d.");
			}
			if (type == DataSize.class) {
				return new Expected("a size", "Write a number and a unit, such as 256KB or 10MB.");
			}
			return null;
		}

	}

}
