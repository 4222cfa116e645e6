package io.onsrelay.bench;

/**
 * A line of the table.
 *
 * @param what what was measured
 * @param target what was to be reached
 * @param reached whether it was
 * @param result the ratio, or the figure that the target is about
 * @param raw the figures it comes from
 * @param cpu how much CPU time the service took for a message; empty where none was sent
 */
record Row(String what, String target, boolean reached, String result, String raw, String cpu) {

	Row(String what, String target, boolean reached, String result, String raw) {
		this(what, target, reached, result, raw, "");
	}

	/**
	 * Makes a line about a figure without a target.
	 */
	static Row figure(String what, String result, String raw) {
		return new Row(what, "", true, result, raw);
	}

	/**
	 * Return the same with the CPU time for a message.
	 * @param micros in microseconds
	 */
	Row withCpu(double micros) {
		return new Row(this.what, this.target, this.reached, this.result, this.raw, "%.0f µs".formatted(micros));
	}

	String markdown() {
		return "| %s | %s | %s%s | %s | %s |".formatted(this.what, this.target, this.reached ? "" : "**missed:** ",
				this.result, this.cpu, this.raw);
	}

}
