package io.onsrelay.presentation.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Splits the names of OCI, which are compounds in lower case, into English words:
 * {@code changesecuritylistcompartment} is to change a security list compartment.
 */
public final class OciVocabulary {

	/**
	 * Splitting takes time in the square of the length, and OCI has no longer words.
	 */
	private static final int MAX_WORD_CHARS = 64;

	/**
	 * Verbs with their participle.
	 */
	private static final List<Map.Entry<String, String>> VERBS = List.of(Map.entry("create", "created"),
			Map.entry("update", "updated"), Map.entry("delete", "deleted"), Map.entry("launch", "launched"),
			Map.entry("terminate", "terminated"), Map.entry("change", "changed"), Map.entry("move", "moved"),
			Map.entry("attach", "attached"), Map.entry("detach", "detached"), Map.entry("add", "added"),
			Map.entry("remove", "removed"), Map.entry("restart", "restarted"), Map.entry("reboot", "rebooted"),
			Map.entry("restore", "restored"), Map.entry("rename", "renamed"), Map.entry("reset", "reset"),
			Map.entry("recover", "recovered"), Map.entry("start", "started"), Map.entry("stop", "stopped"),
			Map.entry("enable", "enabled"), Map.entry("disable", "disabled"), Map.entry("activate", "activated"),
			Map.entry("deactivate", "deactivated"), Map.entry("schedule", "scheduled"),
			Map.entry("cancel", "cancelled"), Map.entry("scale", "scaled"), Map.entry("patch", "patched"),
			Map.entry("upgrade", "upgraded"), Map.entry("upload", "uploaded"), Map.entry("copy", "copied"),
			Map.entry("clone", "cloned"), Map.entry("import", "imported"), Map.entry("export", "exported"),
			Map.entry("rotate", "rotated"), Map.entry("assign", "assigned"), Map.entry("register", "registered"),
			Map.entry("publish", "published"));

	private static final Set<String> NOUNS = Set.of("action", "address", "agent", "alarm", "alert", "api",
			"application", "attachment", "autonomous", "automatic", "backup", "balancer", "block", "boot", "bucket",
			"budget", "certificate", "cluster", "compartment", "configuration", "connection", "connector", "console",
			"container", "control", "critical", "cross", "data", "database", "db", "dedicated", "deployment", "dhcp",
			"domain", "drg", "dynamic", "event", "file", "function", "functions", "gateway", "group", "home", "image",
			"information", "instance", "internet", "ip", "job", "key", "list", "load", "local", "log", "management",
			"mount", "nat", "network", "node", "object", "options", "peering", "permission", "policy", "pool",
			"private", "public", "record", "region", "replica", "repository", "role", "route", "rule", "rules", "scan",
			"schedule", "secret", "security", "service", "snapshot", "stack", "stream", "subnet", "subscription",
			"system", "table", "tag", "target", "tenancy", "topic", "triggered", "user", "vault", "vcn", "vm", "vnic",
			"volume", "vpn", "zone");

	/**
	 * Actions that do not begin with their verb, with the words for them.
	 */
	private static final Map<String, String> NAMES = Map.of("automaticbackupdatabase", "automatic.backup");

	private static final Set<String> ACRONYMS = Set.of("api", "db", "dhcp", "drg", "ip", "nat", "vcn", "vm", "vnic",
			"vpn");

	private OciVocabulary() {
	}

	/**
	 * Return the noun for the type of a resource.
	 * @param type the type as OCIDs name it, such as {@code autonomousdatabase}
	 * @return the words, {@code autonomous database}; the type itself if it can't be
	 * split
	 */
	public static String noun(String type) {
		return splitWord(type.toLowerCase(Locale.ROOT));
	}

	/**
	 * Splits an action into verb and noun.
	 * @param action the action, as a compound or in camel case, with dots or without
	 * @return the phrase
	 */
	static ActionPhrase phrase(String action) {
		String text = spaced(NAMES.getOrDefault(action.toLowerCase(Locale.ROOT), action));
		String lowerCase = text.toLowerCase(Locale.ROOT);
		Optional<Map.Entry<String, String>> verb = VERBS.stream()
			.filter((entry) -> lowerCase.startsWith(entry.getKey()))
			.findFirst();
		String noun = lowerCase.substring(verb.map((entry) -> entry.getKey().length()).orElse(0)).strip();
		if (noun.isEmpty()) {
			return ActionPhrase.withoutVerb(split(lowerCase));
		}
		return verb.map((entry) -> new ActionPhrase(entry.getKey(), entry.getValue(), split(noun)))
			.orElseGet(() -> ActionPhrase.withoutVerb(split(noun)));
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

	private static String split(String words) {
		return Arrays.stream(words.split("\\s+")).map(OciVocabulary::splitWord).collect(Collectors.joining(" "));
	}

	// Splits a word into known nouns; returns it whole where a part is not known.
	private static String splitWord(String word) {
		if (word.length() > MAX_WORD_CHARS) {
			return word;
		}
		// The split of each prefix into the fewest nouns; null where there is none.
		@Nullable String[] best = new @Nullable String[word.length() + 1];
		best[0] = "";
		for (int end = 1; end <= word.length(); end++) {
			for (int start = 0; start < end; start++) {
				String noun = word.substring(start, end);
				String before = best[start];
				if (before != null && NOUNS.contains(noun)) {
					best[end] = fewer(best[end], (before + " " + cased(noun)).strip());
				}
			}
		}
		String split = best[word.length()];
		return (split != null) ? split : cased(word);
	}

	private static String fewer(@Nullable String known, String found) {
		return (known != null && known.split(" ").length <= found.split(" ").length) ? known : found;
	}

	private static String cased(String word) {
		return ACRONYMS.contains(word) ? word.toUpperCase(Locale.ROOT) : word;
	}

}
