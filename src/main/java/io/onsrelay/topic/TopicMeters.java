package io.onsrelay.topic;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of topics. All replicas show the same.
 */
enum TopicMeters implements MeterDocumentation {

	/**
	 * How long ago the last message of a topic came, in seconds; since the topic is known
	 * where none has come.
	 */
	AGE("relay.topic.age"),

	/**
	 * Whether a topic has fallen silent: 1 or 0.
	 */
	SILENT("relay.topic.silent"),

	/**
	 * After how long a topic counts as silent, in seconds; absent where its rhythm is
	 * neither configured nor learnt.
	 */
	SILENT_AFTER("relay.topic.silent.after");

	private final String meterName;

	TopicMeters(String meterName) {
		this.meterName = meterName;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return Meter.Type.GAUGE;
	}

	@Override
	public KeyName[] getKeyNames() {
		return TopicTag.values();
	}

	/**
	 * The tags.
	 */
	enum TopicTag implements KeyName {

		/**
		 * The OCID of the topic, in lower case; at most 200 different ones.
		 */
		TOPIC {

			@Override
			public String asString() {
				return "topic";
			}

		},

		/**
		 * The name of the topic; empty where it is not known.
		 */
		NAME {

			@Override
			public String asString() {
				return "name";
			}

		}

	}

}
