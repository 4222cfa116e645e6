package io.onsrelay;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Lets tests that wait for something wait longer than Awaitility's ten seconds before
 * they fail: on a machine that does something else as well, a service may take as long.
 */
public final class Patience implements TestExecutionListener {

	static final Duration LONGEST = Duration.ofSeconds(40);

	@Override
	public void testPlanExecutionStarted(TestPlan plan) {
		Awaitility.setDefaultTimeout(LONGEST);
	}

}
