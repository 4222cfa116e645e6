package io.onsrelay.ingest;

/**
 * The result of a request.
 *
 * @param kind what the request carried
 * @param outcome the outcome
 * @param detail why the request is not acknowledged, as a sentence for the sender; empty
 * if it is acknowledged
 */
record IngestResult(RequestKind kind, IngestOutcome outcome, String detail) {

	static IngestResult of(RequestKind kind, IngestOutcome outcome) {
		return new IngestResult(kind, outcome, "");
	}

	/**
	 * What a request carried.
	 */
	enum RequestKind {

		/**
		 * An event of OCI Events.
		 */
		EVENT,

		/**
		 * An alarm of OCI Monitoring.
		 */
		ALARM,

		/**
		 * An audit or log record.
		 */
		LOG,

		/**
		 * A message published directly.
		 */
		PLAIN,

		/**
		 * A subscription to confirm.
		 */
		CONFIRMATION,

		/**
		 * It was rejected before it was read.
		 */
		UNREAD

	}

	/**
	 * The outcome of a request.
	 */
	enum IngestOutcome {

		/**
		 * It is on disk.
		 */
		ACCEPTED,

		/**
		 * It was already on disk.
		 */
		DUPLICATE,

		/**
		 * The store could not write it.
		 */
		UNAVAILABLE,

		/**
		 * Its topic or its network is not allowed.
		 */
		FORBIDDEN,

		/**
		 * Signatures are enforced, and its does not verify.
		 */
		UNVERIFIED,

		/**
		 * Signatures are enforced, and its can't be checked now.
		 */
		UNDECIDED,

		/**
		 * Its body is too large.
		 */
		TOO_LARGE,

		/**
		 * The coding of its body is not supported.
		 */
		UNSUPPORTED,

		/**
		 * Its sender did not send the whole body, or it can't be decoded.
		 */
		INCOMPLETE,

		/**
		 * Its body did not arrive in time.
		 */
		TOO_SLOW,

		/**
		 * Too many bodies arrived at once.
		 */
		OVERLOADED,

		/**
		 * Its confirmation URL is not one of Oracle's.
		 */
		REFUSED,

		/**
		 * An unexpected error.
		 */
		FAILED

	}

}
