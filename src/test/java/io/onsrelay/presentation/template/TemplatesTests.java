package io.onsrelay.presentation.template;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Templates}.
 */
class TemplatesTests {

	@Test
	void renderWhenValueIsBooleanSelectsSection() {
		assertThat(new Templates().render("{{#a}}yes{{/a}}{{#b}}no{{/b}}", Map.of("a", true, "b", false), 10))
			.isEqualTo("yes");
	}

}
