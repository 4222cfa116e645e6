package io.onsrelay.ingest;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderNameTests {

	/**
	 * That of Spring Security's firewall.
	 */
	private static final Pattern DEFAULT = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

	@Test
	void namesAreAllowedThatTheFirewallAllowsByDefault() {
		for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
			String name = "x-" + Character.toString(c);
			assertThat(SecurityConfiguration.isAllowedName(name)).as("%#x", c)
				.isEqualTo(DEFAULT.matcher(name).matches());
		}
	}

}
