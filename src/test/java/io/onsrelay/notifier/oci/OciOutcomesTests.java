package io.onsrelay.notifier.oci;

import com.oracle.bmc.circuitbreaker.CallNotAllowedException;
import com.oracle.bmc.model.BmcException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OciOutcomesTests {

	/**
	 * The clients by which principals ask for credentials have a circuit breaker that the
	 * SDK does not let callers turn off.
	 */
	@Test
	void ofWhenSdkMakesNoCallForCredentialsRetries() {
		CallNotAllowedException open = CallNotAllowedException.createCallNotAllowedException("auth", true);
		for (RuntimeException failure : new RuntimeException[] { open, new IllegalStateException(open),
				new BmcException(false, "no credentials", open, "q") }) {
			assertThat(OciOutcomes.of(failure, "this principal to use x").toString())
				.startsWith("Retry[reason=SERVER, detail=the SDK makes no call for now");
		}
	}

}
