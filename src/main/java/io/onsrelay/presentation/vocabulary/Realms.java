package io.onsrelay.presentation.vocabulary;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The realms whose consoles are trusted: those that Oracle publishes and those that the
 * user has configured.
 */
public final class Realms {

	/**
	 * The realms since the eighth are named after their number: {@code oc19} has
	 * {@code oraclecloud19.com}.
	 */
	private static final Pattern NUMBERED = Pattern.compile("oc([89]|[1-9][0-9]{1,2})");

	private final Set<String> domains;

	/**
	 * Creates the realms.
	 * @param published the domains that Oracle publishes
	 * @param configured the domains that the user has configured, in any letter case
	 */
	public Realms(Collection<String> published, Collection<String> configured) {
		Set<String> all = new HashSet<>(published);
		configured.forEach((domain) -> all.add(domain.toLowerCase(Locale.ROOT)));
		this.domains = Set.copyOf(all);
	}

	/**
	 * Return the domains of realms that a message may link to.
	 * @param topic the OCID of the message's topic, which comes from ONS and not from a
	 * publisher
	 * @return the domains of the known realms, and of the realm of the topic: it need not
	 * be published
	 */
	public Set<String> domainsFor(Optional<Ocid> topic) {
		Optional<String> own = topic.map(Ocid::realm)
			.map(NUMBERED::matcher)
			.filter(Matcher::matches)
			.map((realm) -> "oraclecloud%s.com".formatted(realm.group(1)));
		if (own.isEmpty()) {
			return this.domains;
		}
		Set<String> withOwn = new HashSet<>(this.domains);
		withOwn.add(own.get());
		return withOwn;
	}

}
