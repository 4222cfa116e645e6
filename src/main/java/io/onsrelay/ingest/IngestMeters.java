package io.onsrelay.ingest;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the endpoint. A request with the response 401 is in none of them: ONS
 * sends its credentials only after a 401, so every message may come with one.
 */
enum IngestMeters implements MeterDocumentation {

	/**
	 * Requests, by kind and outcome.
	 */
	MESSAGES("relay.messages", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return IngestTag.values();
		}

	},

	/**
	 * Connections that were closed for the sake of others, by cause.
	 */
	CONNECTIONS_CLOSED("relay.connections.closed", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return ConnectionTag.values();
		}

	},

	/**
	 * Time from an authenticated request to its response. ONS gives up after 5 seconds.
	 */
	INGEST("relay.ingest", Meter.Type.TIMER);

	private final String meterName;

	private final Meter.Type type;

	IngestMeters(String meterName, Meter.Type type) {
		this.meterName = meterName;
		this.type = type;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * The tags.
	 */
	enum IngestTag implements KeyName {

		/**
		 * What the request carried: one of {@link IngestResult.RequestKind}, in lower
		 * case.
		 */
		KIND("kind"),

		/**
		 * The outcome: one of {@link IngestResult.IngestOutcome}, in lower case.
		 */
		OUTCOME("outcome");

		private final String key;

		IngestTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The tag of closed connections.
	 */
	enum ConnectionTag implements KeyName {

		/**
		 * Why: one of {@link BoundedHttp11Protocol.CloseCause}, in lower case.
		 */
		CAUSE("cause");

		private final String key;

		ConnectionTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
