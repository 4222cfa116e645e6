package io.onsrelay.ingest;

import java.util.Optional;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;

/**
 * A question that an authenticated request must pass before anything is done with it. The
 * request is all there is to judge by: its headers, the signature among them, and its
 * exact bytes.
 */
@FunctionalInterface
interface Admission {

	/**
	 * Judges a request.
	 * @param headers its {@code X-OCI-NS-*} headers
	 * @param body its exact bytes
	 * @return why it is refused; empty where it is not
	 */
	Optional<Refusal> check(OnsHeaders headers, Body body);

}
