package io.onsrelay.parser;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which resource the data of an event or an audit record is about.
 */
final class Resources {

	/** What some services write where there is no resource. */
	private static final String NONE = "not applicable";

	private static final String OCID = "ocid1.";

	private Resources() {
	}

	/**
	 * Return the id that the data names.
	 * @param data the data
	 * @return an OCID, a path or other words, as they were sent
	 */
	static @Nullable String id(JsonFields data) {
		String id = data.text("resourceId");
		return (id == null || id.strip().equalsIgnoreCase(NONE)) ? null : id;
	}

	/**
	 * Return the last OCID on the path of a call to an API: of
	 * {@code /20160918/instances/ocid1.instance…/attachments} the instance.
	 * @param path the path
	 * @return the OCID
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
