package io.onsrelay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Commands}.
 */
class CommandsTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void areMeantWhenOptionsPrecedeTheCommandIsTrue() {
		assertThat(Commands.areMeant("--server.port=1", "check")).isTrue();
		assertThat(Commands.areMeant("--server.port=1", "--help")).isTrue();
	}

	@Test
	void areMeantWhenArgumentsAreTheServicesIsFalse() {
		assertThat(Commands.areMeant()).isFalse();
		assertThat(Commands.areMeant("--server.port=1")).isFalse();
		assertThat(Commands.areMeant("--debug")).isFalse();
	}

	@Test
	void areMeantWhenFirstArgumentIsNoPropertyIsTrue() {
		assertThat(Commands.areMeant("check")).isTrue();
		assertThat(Commands.areMeant("unknown")).isTrue();
		assertThat(Commands.areMeant("-h")).isTrue();
		assertThat(Commands.areMeant("--help")).isTrue();
		assertThat(Commands.areMeant("--version")).isTrue();
	}

	@Test
	void runWhenCommandIsUnknownNamesTheNearest() {
		assertThat(run("--server.port=1", "chek")).isEqualTo(2);
		assertThat(this.err.toString()).isEqualToNormalizingNewlines("""
				There is no command 'chek'. Did you mean check? Commands: check, explain, render, test, migrate, \
				backup, restore, unpack-library, train, audit, provision, status, resend, unprovision, signature
				""");
	}

	@Test
	void runWhenNoCommandIsNearSuggestsNone() {
		assertThat(run("frobnicate")).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("There is no command 'frobnicate'. Commands: check, ");
	}

	@Test
	void runWhenOptionIsMisspeltDoesNotTakeItForProperty() {
		assertThat(run("explain", "--heder=X-OCI-NS-TopicOcid: a", "message.json")).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("Unknown option: '--heder=X-OCI-NS-TopicOcid: a'");
	}

	@Test
	void runWhenHelpIsAskedForListsTheCommands() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).startsWith("Usage: java -jar ons-relay.jar [COMMAND]")
			.contains("Without a command, the service starts.", "  check ", "  explain ", "  render ", "  migrate ",
					"  backup ", "  restore ", "  unpack-library ", "  train ", "  provision ", "  status ",
					"  resend ", "  unprovision ");
	}

	@Test
	void runWhenVersionIsAskedForShowsIt() {
		assertThat(run("--version")).isZero();
		assertThat(this.out.toString()).matches("ons-relay \\S+\\Rcommit \\S+\\Rbuilt \\S+\\R");
	}

	@Test
	void renderWhenFormIsMissingShowsUsage() {
		assertThat(run("render", "message.json")).isEqualTo(2);
		assertThat(this.err.toString()).contains("(--slack | --teams | --email)");
	}

	private int run(String... arguments) {
		return Commands.run(CommandRunner.NO_SERVICE, new PrintWriter(this.out, true), new PrintWriter(this.err, true),
				arguments);
	}

}
