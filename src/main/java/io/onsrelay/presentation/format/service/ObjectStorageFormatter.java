package io.onsrelay.presentation.format.service;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.ConsoleLinks;
import io.onsrelay.presentation.vocabulary.Ocid;

/**
 * Formats events of Object Storage. They name a bucket by a path, and in some events the
 * path ends before the name of the bucket.
 */
final class ObjectStorageFormatter implements ServiceFormatter {

	private static final Pattern PATH = Pattern.compile("/n/([^/]+)/b/([^/]*)(?:/o/.*)?", Pattern.DOTALL);

	private static final Set<String> SHOWN = Set.of("bucketName", "namespace");

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		boolean aboutObject = event.type().action().endsWith("object");
		Matcher path = PATH.matcher(event.event().resourceId().orElse(""));
		boolean known = path.matches();
		String namespace = first(event.detail("namespace"), known ? path.group(1) : null);
		String bucket = first(event.detail("bucketName"), known ? path.group(2) : null);
		presentation.title(event.sentence())
			.resourceType(aboutObject ? "object" : "bucket")
			.region(Ocid.ofNullable(event.detail("bucketId")).map(Ocid::region).orElse(null))
			.fact("Bucket", bucket)
			.fact("Namespace", namespace)
			.link("Open the bucket in the console",
					ConsoleLinks.bucket(namespace, aboutObject ? bucket : first(bucket, event.event().resourceName()),
							presentation.consoleRegion()))
			.details(event.event().additionalDetails(), SHOWN);
	}

	private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
		return (preferred != null || other == null || other.isEmpty()) ? preferred : other;
	}

}
