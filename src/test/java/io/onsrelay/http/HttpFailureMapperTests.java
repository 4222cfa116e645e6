package io.onsrelay.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link HttpFailureMapper}, of failures that a server can't provoke at will.
 */
class HttpFailureMapperTests {

	@ParameterizedTest
	@MethodSource("failures")
	void mapReturnsCauseAndDetail(Exception failure, Cause cause, String detail) {
		assertThat(HttpFailureMapper.map(failure)).isEqualTo(new NoResponse(cause, detail));
	}

	static Stream<Arguments> failures() {
		Exception late = DeadlineTimeoutException.from(Deadline.fromUnixMilliseconds(300));
		return Stream.of(
				arguments(new ConnectionRequestTimeoutException("https://secret"), Cause.TIMEOUT,
						"No free connection in time"),
				arguments(new RequestFailedException("https://secret", late), Cause.TIMEOUT,
						"No free connection in time"),
				arguments(new RequestFailedException("https://secret", new CancellationException()), Cause.NETWORK,
						"The exchange failed: RequestFailedException"),
				arguments(new SocketTimeoutException("https://secret"), Cause.TIMEOUT, "No response in time"),
				arguments(new IOException("https://secret"), Cause.NETWORK, "The exchange failed: IOException"));
	}

}
