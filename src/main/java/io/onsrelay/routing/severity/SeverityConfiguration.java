package io.onsrelay.routing.severity;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.routing.condition.ConfiguredCondition;
import io.onsrelay.routing.severity.SeverityTable.Rule;

/**
 * Builds the rules from {@code relay.severity}. Unlike the routes they need no
 * destinations, which present messages by them.
 */
@Configuration(proxyBeanMethods = false)
class SeverityConfiguration {

	@Bean
	SeverityTable severityTable(StrictBinder binder) {
		Mistakes mistakes = new Mistakes();
		List<SeverityProperties> entries = binder.bind(SeverityTable.PROPERTY,
				Bindable.listOf(SeverityProperties.class), List.of(), mistakes);
		List<Rule> rules = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			SeverityProperties entry = entries.get(i);
			String property = "%s[%d].when".formatted(SeverityTable.PROPERTY, i);
			if (!entry.when().isBlank()) {
				mistakes
					.of(() -> rules.add(new Rule(ConfiguredCondition.read(entry.when(), property), entry.severity())));
			}
		}
		mistakes.refuse();
		return new SeverityTable(rules);
	}

}
