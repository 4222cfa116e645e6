package io.onsrelay.provisioning.rule;

/**
 * What a rule calls for each event that matches.
 *
 * @param kind the service
 * @param id the OCID of the topic, the function or the stream
 */
public record RuleAction(Kind kind, String id) implements Comparable<RuleAction> {

	/**
	 * Each rule has at most 10 actions. See
	 * https://docs.oracle.com/en-us/iaas/Content/Events/Task/managingrules.htm.
	 */
	public static final int MAX_ACTIONS = 10;

	@Override
	public int compareTo(RuleAction other) {
		int byKind = this.kind.compareTo(other.kind);
		return (byKind != 0) ? byKind : this.id.compareTo(other.id);
	}

	@Override
	public String toString() {
		return this.kind.text + " " + this.id;
	}

	/**
	 * The services that a rule can call.
	 */
	public enum Kind {

		/** A topic of Notifications. */
		ONS("topic", "ocid1.onstopic."),

		/** A function. */
		FAAS("function", "ocid1.fnfunc."),

		/** A stream of Streaming. */
		OSS("stream", "ocid1.stream."),

		/** Another service, which this version does not know. */
		UNKNOWN("resource", "ocid1.");

		private final String text;

		private final String prefix;

		Kind(String text, String prefix) {
			this.text = text;
			this.prefix = prefix;
		}

		/**
		 * Checks an OCID from the command line.
		 * @param option the option, to be named if it is wrong
		 * @param ocid the OCID
		 * @return the action
		 * @throws IllegalArgumentException if it is not the OCID of such a resource
		 */
		public RuleAction of(String option, String ocid) {
			if (!ocid.startsWith(this.prefix)) {
				throw new IllegalArgumentException("%s: '%s' is no OCID of a %s: it begins with %s".formatted(option,
						ocid, this.text, this.prefix));
			}
			return new RuleAction(this, ocid);
		}

	}

}
