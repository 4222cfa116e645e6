package io.onsrelay.presentation;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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
	 * The console of the commercial realm, and those of the others. Any other host of
	 * these domains may serve what a tenant put there.
	 */
	private static final Pattern CONSOLE_HOST = Pattern
		.compile("cloud\\.oracle\\.com|console\\.([a-z0-9-]+\\.)*oracle(gov)?cloud[0-9]*\\.(com|uk|eu)");

	private static final Pattern SAFE = Pattern.compile("[!-~&&[^<>|\"'`\\\\]]{1,2000}");

	private ConsoleLinks() {
	}

	// Return where the console shows a compute instance.
	static Optional<String> instance(@Nullable String ocid, Optional<String> region) {
		return Ocid.ofNullable(ocid)
			.filter((id) -> id.type().equals("instance"))
			.flatMap((id) -> region.map((name) -> CONSOLE + "/compute/instances/" + id.value() + "?region=" + name));
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
