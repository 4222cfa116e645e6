package io.onsrelay.console.view;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Serves the files that pages load.
 */
@Controller
final class AssetController {

	private final Assets assets;

	AssetController(Assets assets) {
		this.assets = assets;
	}

	@GetMapping(Assets.PATH + "{name}")
	ResponseEntity<byte[]> asset(@PathVariable String name, @RequestParam(required = false) @Nullable String v) {
		return this.assets.find(name)
			.map((asset) -> ResponseEntity.ok()
				.contentType(asset.type())
				.cacheControl(asset.version().equals(v)
						? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable() : CacheControl.noCache())
				.eTag(asset.version())
				.body(asset.content()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

}
