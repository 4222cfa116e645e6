package io.onsrelay.presentation.vocabulary;

import java.util.Arrays;
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

	/**
	 * Return a label for a field.
	 * @param field the name of the field, such as {@code publicAccessType}
	 * @return the label, {@code Public access type}
	 */
	public static String label(String field) {
		String text = spaced(field).strip();
		if (text.isEmpty()) {
			return "Unnamed";
		}
		String words = Arrays.stream(text.split("\\s+")).map(OciVocabulary::labelWord).collect(Collectors.joining(" "));
		return Character.toUpperCase(words.charAt(0)) + words.substring(1);
	}

	private static String labelWord(String word) {
		boolean acronym = word.equals(word.toUpperCase(Locale.ROOT));
		return acronym ? word : word.toLowerCase(Locale.ROOT);
	}

	private static String spaced(String text) {
		return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[._-]+", " ");
	}

}
