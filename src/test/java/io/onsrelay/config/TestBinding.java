package io.onsrelay.config;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The binding of the service, for tests of other modules. Some names are known that
 * modules bind which are not there.
 */
@Import(BindingConfiguration.class)
public class TestBinding {

	@Bean
	Object boundElsewhere(StrictBinder binder) {
		return binder.bind("relay.ingest", Bindable.mapOf(String.class, String.class), Map.of());
	}

}
