package io.onsrelay.parser;

import org.jspecify.annotations.Nullable;

/**
 * Finds the resource of an event or audit record.
 */
final class Resources {

	/** Some services send this where there is no resource. */
	private static final String NONE = "not applicable";

	private static final String OCID = "ocid1.";

	private Resources() {
	}

	/**
	 * Return the id of the resource.
	 * @param data the data
	 * @return an OCID, a path or other text as it was sent; {@code null} if there is none
	 */
	static @Nullable String id(JsonFields data) {
		return known(data.text("resourceId"));
	}

	/**
	 * Return the resource that a log record of a service is about.
	 * @param oracle the fields of OCI Logging
	 * @return the id as it was sent; {@code null} if there is none
	 */
	static @Nullable String ofOracle(JsonFields oracle) {
		return known(oracle.text("resourceid", "resourceId"));
	}

	private static @Nullable String known(@Nullable String id) {
		return (id == null || id.strip().equalsIgnoreCase(NONE)) ? null : id;
	}

	/**
	 * Return the last OCID in the path of an API call: the instance in
	 * {@code /20160918/instances/ocid1.instance…/attachments}.
	 * @param path the path
	 * @return the OCID; {@code null} if there is none
	 */
	static @Nullable String ofPath(@Nullable String path) {
		String found = null;
		if (path != null) {
			for (String segment : path.split("/", -1)) {
				if (segment.regionMatches(true, 0, OCID, 0, OCID.length())) {
					found = segment;
				}
			}
		}
		return found;
	}

}
