package io.onsrelay.notifier.functions;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One function.
 *
 * @param functionId the OCID of the function
 * @param mode whether to wait until the function has ended
 * @param timeout how long the answer may take: longer than the function may run, which is
 * 30 s unless it is configured otherwise, and 300 s at most, see
 * https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscustomizing.htm
 * @param invokeEndpoint the function's invoke endpoint, without a path; looked up once if
 * none is given
 * @param endpoint the URL of Functions in a private realm, where the invoke endpoint is
 * looked up; derived from the region of the function if none is given
 */
record FunctionsSettings(
		@NotNull @Pattern(regexp = "ocid1\\.fnfunc\\.[A-Za-z0-9._-]+",
				message = "must be the OCID of a function, such as ocid1.fnfunc.oc1.phx.aaaa") String functionId,
		@DefaultValue("sync") @NotNull Mode mode,
		@DefaultValue("40s") @NotNull @DurationMin(millis = 1) Duration timeout,
		@Nullable @Pattern(regexp = FunctionsSettings.URL,
				message = FunctionsSettings.URL_MESSAGE) String invokeEndpoint,
		@Nullable @Pattern(regexp = FunctionsSettings.URL, message = FunctionsSettings.URL_MESSAGE) String endpoint) {

	static final String URL = "https?://[^\\s/?#@]+/?";

	static final String URL_MESSAGE = "must be an http or https URL without a path";

	/**
	 * How a function is invoked.
	 */
	enum Mode {

		/**
		 * The answer comes when the function has ended.
		 */
		SYNC,

		/**
		 * The answer comes when the invocation is accepted. Whether the function succeeds
		 * is not known.
		 */
		DETACHED

	}

}
