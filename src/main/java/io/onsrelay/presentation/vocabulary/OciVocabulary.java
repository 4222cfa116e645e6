package io.onsrelay.presentation.vocabulary;

import java.util.Locale;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Splits the names of OCI, which are compounds in lower case, into English words:
 * {@code changesecuritylistcompartment} is to change a security list compartment.
 */
public final class OciVocabulary {

	/**
	 * Longer types are no type of Oracle's.
	 */
	private static final int MAX_CHARS = 96;

	/**
	 * The types of late: a tenancy has few of them, and every link to the console names
	 * one.
	 */
	private static final Cache<String, String> NOUNS = Caffeine.newBuilder().maximumSize(1_000).build();

	private OciVocabulary() {
	}

	/**
	 * Return the noun for the type of a resource.
	 * @param type the type as OCIDs name it, such as {@code autonomousdatabase}
	 * @return the words, {@code autonomous database}; the type itself if it can't be
	 * split
	 */
	public static String noun(String type) {
		return (type.length() > MAX_CHARS) ? read(type) : NOUNS.get(type, OciVocabulary::read);
	}

	private static String read(String type) {
		return WordSplitter.split(type.toLowerCase(Locale.ROOT))
			.stream()
			.map(Words.all()::spelled)
			.collect(Collectors.joining(" "));
	}

}
