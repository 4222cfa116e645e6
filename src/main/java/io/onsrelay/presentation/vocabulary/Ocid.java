package io.onsrelay.presentation.vocabulary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an OCID. See
 * https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm.
 *
 * @param value the whole OCID in lower case: OCI sends both cases
 * @param type the type of the resource, such as {@code instance}
 * @param realm the realm, {@code oc1} for the commercial one
 * @param region the name of the region, or its key in older OCIDs; {@code null} for a
 * resource of no region
 */
public record Ocid(String value, String type, String realm, @Nullable String region) {

	private static final int PARTS = 5;

	private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9._-]+");

	/**
	 * Parses an OCID.
	 * @param text the text, in any letter case
	 * @return the OCID; empty if the text is not one
	 */
	public static Optional<Ocid> parse(String text) {
		String value = text.strip().toLowerCase(Locale.ROOT);
		String[] parts = value.split("\\.", PARTS);
		if (parts.length < PARTS || !parts[0].equals("ocid1") || !CHARACTERS.matcher(value).matches()) {
			return Optional.empty();
		}
		return Optional.of(new Ocid(value, parts[1], parts[2], parts[3].isEmpty() ? null : parts[3]));
	}

	/**
	 * Parses an OCID.
	 * @param text the text, in any letter case, or {@code null}
	 * @return the OCID; empty if the text is not one
	 */
	public static Optional<Ocid> ofNullable(@Nullable String text) {
		return Optional.ofNullable(text).flatMap(Ocid::parse);
	}

}
