package io.onsrelay.presentation.vocabulary;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Splits the names of OCI, which are compounds in lower case, into English words:
 * {@code changesecuritylistcompartment} is to change a security list compartment.
 */
public final class OciVocabulary {

	private OciVocabulary() {
	}

	/**
	 * Return the noun for the type of a resource.
	 * @param type the type as OCIDs name it, such as {@code autonomousdatabase}
	 * @return the words, {@code autonomous database}; the type itself if it can't be
	 * split
	 */
	public static String noun(String type) {
		return WordSplitter.split(type.toLowerCase(Locale.ROOT))
			.stream()
			.map(Words.all()::spelled)
			.collect(Collectors.joining(" "));
	}

}
