package io.onsrelay.bench;

/**
 * A line of the table.
 *
 * @param what what was measured
 * @param target what was to be reached
 * @param reached whether it was
 * @param result the ratio, or the figure that the target is about
 * @param raw the figures it comes from
 */
record Row(String what, String target, boolean reached, String result, String raw) {

	/**
	 * Makes a line about a figure without a target.
	 */
	static Row figure(String what, String result, String raw) {
		return new Row(what, "", true, result, raw);
	}

	String markdown() {
		return "| %s | %s | %s%s | %s |".formatted(this.what, this.target, this.reached ? "" : "**missed:** ",
				this.result, this.raw);
	}

}
