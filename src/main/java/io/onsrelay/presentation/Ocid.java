package io.onsrelay.presentation;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An OCID taken apart. See
 * https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm.
 *
 * @param value the whole in lower case: OCI writes it in both
 * @param type the type of the resource, such as {@code instance}
 * @param realm the realm, {@code oc1} for the commercial one
 * @param region the name of the region, or its key in older OCIDs; {@code null} for what
 * belongs to no region
 */
record Ocid(String value, String type, String realm, @Nullable String region) {

	private static final int PARTS = 5;

	/**
	 * Takes an OCID apart.
	 * @param text the text, in any letter case
	 * @return the OCID; empty if the text is none
	 */
	static Optional<Ocid> parse(String text) {
		String value = text.strip().toLowerCase(Locale.ROOT);
		String[] parts = value.split("\\.", PARTS);
		if (parts.length < PARTS || !parts[0].equals("ocid1") || !value.matches("[a-z0-9._-]+")) {
			return Optional.empty();
		}
		return Optional.of(new Ocid(value, parts[1], parts[2], parts[3].isEmpty() ? null : parts[3]));
	}

	static Optional<Ocid> ofNullable(@Nullable String text) {
		return Optional.ofNullable(text).flatMap(Ocid::parse);
	}

}
