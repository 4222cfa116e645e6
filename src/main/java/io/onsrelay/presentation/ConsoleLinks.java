package io.onsrelay.presentation;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Addresses in Oracle's console. Where one is uncertain there is none: a wrong link costs
 * a person on call more than a missing one.
 */
final class ConsoleLinks {

	private static final String CONSOLE = "https://cloud.oracle.com";

	/**
	 * Where the resources of a type are, by the type as OCIDs name it.
	 */
	private static final Map<String, String> PATHS = Map.of("instance", "/compute/instances/", "vcn",
			"/networking/vcns/", "volume", "/block-storage/volumes/", "autonomousdatabase", "/db/adbs/", "policy",
			"/identity/policies/");

	/**
	 * The console of the commercial realm, and those of the others. Any other host of
	 * these domains may serve what a tenant put there.
	 */
	private static final Pattern CONSOLE_HOST = Pattern
		.compile("cloud\\.oracle\\.com|console\\.([a-z0-9-]+\\.)*oracle(gov)?cloud[0-9]*\\.(com|uk|eu)");

	private static final Pattern SAFE = Pattern.compile("[!-~&&[^<>|\"'`\\\\]]{1,2000}");

	private ConsoleLinks() {
	}

	// Return where the console shows a resource.
	static Optional<String> resource(Ocid id, Optional<String> region) {
		String path = PATHS.get(id.type());
		return region.filter((name) -> path != null)
			.map((name) -> CONSOLE + path + id.value() + "?region=" + name)
			.filter((url) -> SAFE.matcher(url).matches());
	}

	// Return where the console lists the problems of Cloud Guard.
	static Optional<String> problems(Optional<String> region) {
		return region.map((name) -> CONSOLE + "/cloud-guard/problems?region=" + name);
	}

	// Return where the console shows the objects of a bucket.
	static Optional<String> bucket(@Nullable String namespace, @Nullable String bucket, Optional<String> region) {
		if (namespace == null || bucket == null) {
			return Optional.empty();
		}
		return region
			.map((name) -> CONSOLE + "/object-storage/buckets/" + UriUtils.encode(namespace, StandardCharsets.UTF_8)
					+ "/" + UriUtils.encode(bucket, StandardCharsets.UTF_8) + "/objects?region=" + name)
			.filter((url) -> SAFE.matcher(url).matches());
	}

	// Return an address that a message names, if it leads to the console: anybody could
	// have written it.
	static Optional<String> named(@Nullable String url) {
		return Optional.ofNullable(url).filter((text) -> SAFE.matcher(text).matches()).filter(ConsoleLinks::isConsole);
	}

	private static boolean isConsole(String url) {
		try {
			URI uri = new URI(url);
			return "https".equals(uri.getScheme()) && uri.getRawUserInfo() == null && uri.getPort() == -1
					&& uri.getHost() != null && CONSOLE_HOST.matcher(uri.getHost()).matches();
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
