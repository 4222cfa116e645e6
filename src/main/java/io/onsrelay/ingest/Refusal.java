package io.onsrelay.ingest;

/**
 * Why a request is refused.
 */
enum Refusal {

	/**
	 * Its topic is not listed.
	 */
	TOPIC("The topic is not one of relay.ingest.topics.");

	private final String detail;

	Refusal(String detail) {
		this.detail = detail;
	}

	/**
	 * Return the reason in words.
	 * @return a sentence
	 */
	String detail() {
		return this.detail;
	}

}
