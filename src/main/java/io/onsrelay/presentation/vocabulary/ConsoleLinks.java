package io.onsrelay.presentation.vocabulary;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * URLs in Oracle's console. Where a URL is uncertain there is none: a wrong link costs a
 * person on call more than a missing one.
 */
public final class ConsoleLinks {

	private static final String CONSOLE = "https://cloud.oracle.com";

	/**
	 * Paths of resources by their type, as OCIDs name it.
	 */
	private static final Map<String, String> PATHS = Map.of("instance", "/compute/instances/", "vcn",
			"/networking/vcns/", "volume", "/block-storage/volumes/", "autonomousdatabase", "/db/adbs/", "policy",
			"/identity/policies/");

	private static final String CONSOLE_HOST = "cloud.oracle.com";

	/**
	 * A host below the domain of a realm. Only the hosts of the console are below this
	 * name; any other may serve content of a tenant.
	 */
	private static final Pattern REALM_HOST = Pattern.compile("console\\.(?:[a-z0-9-]{1,63}\\.){0,4}?");

	private static final Pattern SAFE = Pattern.compile("[!-~&&[^<>|\"'`\\\\]]{1,2000}");

	private ConsoleLinks() {
	}

	/**
	 * Return the page of a resource.
	 * @param id the OCID of the resource
	 * @param region the region, by its full name
	 * @return the URL; empty where the type has no known page, or the region is missing
	 */
	public static Optional<String> resource(Ocid id, Optional<String> region) {
		String path = PATHS.get(id.type());
		return region.filter((name) -> path != null)
			.map((name) -> CONSOLE + path + id.value() + "?region=" + name)
			.filter((url) -> SAFE.matcher(url).matches());
	}

	/**
	 * Return the page of Cloud Guard's problems.
	 * @param region the region, by its full name
	 * @return the URL; empty where the region is missing
	 */
	public static Optional<String> cloudGuardProblems(Optional<String> region) {
		return region.map((name) -> CONSOLE + "/cloud-guard/problems?region=" + name);
	}

	/**
	 * Return the page of a bucket's objects.
	 * @param namespace the namespace of Object Storage
	 * @param bucket the name of the bucket
	 * @param region the region, by its full name
	 * @return the URL; empty where one of these is missing
	 */
	public static Optional<String> bucket(@Nullable String namespace, @Nullable String bucket,
			Optional<String> region) {
		if (namespace == null || bucket == null) {
			return Optional.empty();
		}
		return region
			.map((name) -> CONSOLE + "/object-storage/buckets/" + UriUtils.encode(namespace, StandardCharsets.UTF_8)
					+ "/" + UriUtils.encode(bucket, StandardCharsets.UTF_8) + "/objects?region=" + name)
			.filter((url) -> SAFE.matcher(url).matches());
	}

	/**
	 * Return a URL of a message if it leads to the console: any publisher may have
	 * written it.
	 * @param url the URL
	 * @param realmDomains the domains of the realms whose consoles are trusted, such as
	 * {@code oraclecloud.com}
	 * @return the same; empty if it leads elsewhere, or is no https URL
	 */
	public static Optional<String> ifConsole(@Nullable String url, Collection<String> realmDomains) {
		return Optional.ofNullable(url)
			.filter((text) -> SAFE.matcher(text).matches())
			.filter((text) -> isConsole(text, realmDomains));
	}

	private static boolean isConsole(String url, Collection<String> realmDomains) {
		try {
			URI uri = new URI(url);
			return "https".equals(uri.getScheme()) && uri.getRawUserInfo() == null && uri.getPort() == -1
					&& uri.getHost() != null && isConsoleHost(uri.getHost(), realmDomains);
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static boolean isConsoleHost(String host, Collection<String> realmDomains) {
		return host.equals(CONSOLE_HOST) || realmDomains.stream()
			.anyMatch((domain) -> host.endsWith("." + domain)
					&& REALM_HOST.matcher(host.substring(0, host.length() - domain.length())).matches());
	}

}
