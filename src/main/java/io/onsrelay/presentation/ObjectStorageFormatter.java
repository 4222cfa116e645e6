package io.onsrelay.presentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.OciEvent;

/**
 * Puts events of Object Storage into words. They name a bucket by a path, which is cut
 * off before the bucket's own name in some events.
 */
final class ObjectStorageFormatter {

	private static final Pattern PATH = Pattern.compile("/n/([^/]+)/b/([^/]*)(?:/o/.*)?", Pattern.DOTALL);

	private static final int DETAILS = 10;

	private ObjectStorageFormatter() {
	}

	static void present(OciEvent event, EventType type, boolean failed, PresentationBuilder presentation) {
		boolean aboutObject = type.action().endsWith("object");
		Matcher path = PATH.matcher(event.resourceId().orElse(""));
		boolean known = path.matches();
		String namespace = first(EventFormatter.detail(event, "namespace"), known ? path.group(1) : null);
		String bucket = first(EventFormatter.detail(event, "bucketName"), known ? path.group(2) : null);
		presentation.title(type.phrase().sentence(type.phase(), failed, EventFormatter.name(event)))
			.resourceType(aboutObject ? "object" : "bucket")
			.region(Ocid.ofNullable(EventFormatter.detail(event, "bucketId")).map(Ocid::region).orElse(null))
			.fact("Bucket", bucket)
			.fact("Namespace", namespace)
			.link("Open the bucket in the console",
					ConsoleLinks.bucket(namespace, aboutObject ? bucket : first(bucket, event.resourceName()),
							presentation.consoleRegion()))
			.details(without(event), DETAILS);
	}

	private static JsonNode without(OciEvent event) {
		ObjectNode rest = event.additionalDetails().deepCopy();
		return rest.without(List.of("bucketName", "namespace", "bucketId", "eTag", "versionId"));
	}

	private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
		return (preferred != null || other == null || other.isEmpty()) ? preferred : other;
	}

}
