package io.onsrelay.config;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rejects unknown keys below {@code relay}, and converts all failures of binding there to
 * an {@link InvalidConfigurationException}. Boot's own failures quote the value, which
 * may be a secret, even under a misspelt key; these never do.
 * <p>
 * System properties may be unknown, as in Boot itself.
 */
final class StrictBindHandler extends NoUnboundElementsBindHandler {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("relay");

	private final BindHandler parent;

	private final KnownProperties known = new KnownProperties(ROOT);

	private final Mistakes mistakes = new Mistakes();

	StrictBindHandler(BindHandler parent) {
		super(parent, new UnboundElementsSourceFilter());
		this.parent = parent;
	}

	@Override
	public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		Class<?> type = target.getType().resolve(Object.class);
		if (type.isRecord()) {
			this.known.addRecord(name);
		}
		else if (Map.class.isAssignableFrom(type)) {
			this.known.add(name);
		}
		else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			this.known.addList(name);
		}
		else {
			this.known.addSingle(name);
		}
		return super.onStart(name, target, context);
	}

	/**
	 * Refuses durations that are surely wrong: Boot takes a number without a unit for
	 * milliseconds, and nothing here lasts less than no time.
	 */
	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		if (result instanceof Duration duration && ROOT.isAncestorOf(name)) {
			String value = text(name, context);
			if (!duration.isZero() && value.matches("[+-]?\\d+")) {
				this.mistakes.add(BindingMistakes.noUnit(name.toString(), value));
			}
			else if (duration.isNegative()) {
				this.mistakes.add(BindingMistakes.negative(name.toString(), value));
			}
		}
		return super.onSuccess(name, target, context, result);
	}

	/**
	 * Reports all mistakes together at the end: values that can't be converted, unknown
	 * keys, broken constraints. Boot's own check for unknown keys does not look inside
	 * the entries of lists, where a condition without quotes would be lost.
	 */
	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		if (context.getDepth() > 0 || !ROOT.isAncestorOf(name)) {
			this.parent.onFinish(name, target, context, result);
			return;
		}
		this.mistakes.of(() -> new ConfiguredProperties(context.getSources()).rejectUnknown(name, this.known::excludes,
				this.known));
		try {
			super.onFinish(name, target, context, result);
		}
		catch (UnboundConfigurationPropertiesException unbound) {
			unknown(unbound.getUnboundProperties()).forEach(this::addUnlessExplained);
		}
		this.known.recordsWithKeys()
			.filter((known) -> hasValue(known, context))
			.forEach((known) -> addUnlessExplained(BindingMistakes.oneValue(known.toString())));
		addConstraints(name, target, context, result);
		this.mistakes.refuse();
	}

	private static boolean hasValue(ConfigurationPropertyName name, BindContext context) {
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				return !property.getValue().toString().isBlank();
			}
		}
		return false;
	}

	private static String text(ConfigurationPropertyName name, BindContext context) {
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property.getValue().toString().strip();
			}
		}
		return "";
	}

	/**
	 * Goes on without a value that can't be converted, to find what else is wrong.
	 */
	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		try {
			return super.onFailure(name, target, context, error);
		}
		catch (Exception ex) {
			if (!ROOT.isAncestorOf(name) || ex instanceof BindException
					|| ex instanceof InvalidConfigurationException) {
				throw ex;
			}
			explain(name, ex, text(name, context)).forEach(this::addUnlessExplained);
			if (context.getDepth() == 0) {
				throw new InvalidConfigurationException(this.mistakes.found());
			}
			return null;
		}
	}

	private List<Mistake> explain(ConfigurationPropertyName name, Exception failure, String value) {
		return switch (failure) {
			case UnboundConfigurationPropertiesException unbound -> unknown(unbound.getUnboundProperties());
			case BindValidationException invalid ->
				invalid.getValidationErrors().getAllErrors().stream().map(BindingMistakes::constraint).toList();
			default -> List.of(BindingMistakes.conversion(name, failure, value));
		};
	}

	/**
	 * Each call reports the constraints of one part.
	 */
	private void addConstraints(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		int known;
		do {
			known = this.mistakes.found().size();
			try {
				this.parent.onFinish(name, target, context, result);
			}
			catch (BindValidationException invalid) {
				explain(name, invalid, "").forEach(this::addUnlessExplained);
			}
		}
		while (this.mistakes.found().size() > known);
	}

	/**
	 * What is missing since it can't be read, or since its name is misspelt, is no
	 * mistake of its own.
	 */
	private void addUnlessExplained(Mistake mistake) {
		boolean explained = this.mistakes.found().stream().anyMatch((other) -> explains(other, mistake.property()));
		if (!explained) {
			this.mistakes.add(mistake);
		}
	}

	private static boolean explains(Mistake mistake, String property) {
		return mistake.property().equals(property) || mistake.property().startsWith(property + ".")
				|| mistake.property().startsWith(property + "[")
				|| mistake.action().startsWith("Did you mean %s?".formatted(property));
	}

	private List<Mistake> unknown(Collection<ConfigurationProperty> properties) {
		List<ConfigurationPropertyName> names = properties.stream().map(ConfigurationProperty::getName).toList();
		List<ConfigurationPropertyName> causes = names.stream()
			.filter((name) -> !this.known.isBehindGap(name))
			.toList();
		return (causes.isEmpty() ? names.subList(0, 1) : causes).stream().map(this.known::explain).toList();
	}

}
