package io.onsrelay.notifier.email;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mock.env.MockEnvironment;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MailServerPropertiesTests {

	@Test
	void readBindsWhatSpringBootKnows() {
		MailProperties server = MailServerProperties.read(new MockEnvironment().withProperty("spring.mail.host", "smtp")
			.withProperty("spring.mail.port", "587")
			.withProperty("spring.mail.default-encoding", "UTF-8")
			.withProperty("spring.mail.properties.mail.smtp.localhost", "relay")
			.withProperty("spring.mail.ssl.bundle", "company"));
		assertThat(server.getHost()).isEqualTo("smtp");
		assertThat(server.getPort()).isEqualTo(587);
		assertThat(server.getProperties()).containsEntry("mail.smtp.localhost", "relay");
		assertThat(server.getSsl().getBundle()).isEqualTo("company");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					passwd           | hunter2 | spring.mail.passwd: nothing is called 'passwd' below spring.mail for mails. Did you mean password?
					protcol          | smtps   | spring.mail.protcol: nothing is called 'protcol' below spring.mail for mails. Did you mean protocol?
					jndi-name        | x       | spring.mail.jndi-name: nothing is called 'jndi-name'
					port             | abc     | spring.mail.port: its value can't be read as integer.
					port             | 99999   | spring.mail.port: 99999 is no port.
					default-encoding | bogus   | spring.mail.default-encoding: its value can't be read as charset.
					""")
	void readWhenPropertyIsWrongNamesIt(String name, String value, String message) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.mail." + name, value);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> MailServerProperties.read(environment))
			.withMessageStartingWith(message)
			.withMessageNotContaining("hunter2");
	}

}
