package io.onsrelay.standin;

/**
 * What the endpoint answered to one request.
 *
 * @param status the status; {@code 0} where there was no answer
 * @param retryAfter what {@code Retry-After} said; empty where it was not there
 * @param body the body; a reason where there was no answer
 */
public record OnsAnswer(int status, String retryAfter, String body) {

	/**
	 * Return whether ONS is content: with exactly {@code 200} and a body that is not
	 * empty.
	 * @return {@code true} if the message is not sent again
	 */
	public boolean acknowledges() {
		return this.status == 200 && !this.body.isEmpty();
	}

}
