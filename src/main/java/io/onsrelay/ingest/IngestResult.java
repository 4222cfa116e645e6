package io.onsrelay.ingest;

/**
 * What became of a request.
 *
 * @param kind what it carried
 * @param outcome what became of it
 * @param detail why it is not acknowledged, as a sentence for the sender; empty where it
 * is
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
		 * OCI Events.
		 */
		EVENT,

		/**
		 * OCI Monitoring alarm.
		 */
		ALARM,

		/**
		 * Audit or log record.
		 */
		LOG,

		/**
		 * Published directly.
		 */
		PLAIN,

		/**
		 * A subscription to confirm.
		 */
		CONFIRMATION,

		/**
		 * It was refused before it was read.
		 */
		UNREAD

	}

	/**
	 * What became of a request.
	 */
	enum IngestOutcome {

		/**
		 * It is on disk.
		 */
		ACCEPTED,

		/**
		 * It was on disk before.
		 */
		DUPLICATE,

		/**
		 * The store could not keep it.
		 */
		UNAVAILABLE,

		/**
		 * Its topic or its network is not allowed.
		 */
		FORBIDDEN,

		/**
		 * Its body is too large.
		 */
		TOO_LARGE,

		/**
		 * Its sender did not send the whole body.
		 */
		INCOMPLETE,

		/**
		 * Its confirmation URL is none of Oracle's.
		 */
		REFUSED,

		/**
		 * Something that nobody thought of.
		 */
		FAILED

	}

}
