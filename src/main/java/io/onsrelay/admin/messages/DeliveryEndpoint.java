package io.onsrelay.admin.messages;

import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.admin.messages.DeliveryView.ListedDeliveryView;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.message.DeliveryList;
import io.onsrelay.search.message.DeliveryList.DeliveryPage;

/**
 * Lists deliveries.
 */
@RestController
@RequestMapping("/api/deliveries")
final class DeliveryEndpoint {

	private final DeliveryList deliveries;

	DeliveryEndpoint(DeliveryList deliveries) {
		this.deliveries = deliveries;
	}

	@Summary("Lists deliveries, the newest first.")
	@GetMapping
	PageView<ListedDeliveryView> list(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		DeliveryPage page = this.deliveries.page(destination,
				MessageParameters.constant("state", state, DeliveryState.class), after, limit);
		return new PageView<>(page.items().stream().map(ListedDeliveryView::of).toList(), page.next());
	}

	@ExceptionHandler(IllegalArgumentException.class)
	ErrorResponseException unreadable(IllegalArgumentException ex) {
		return Problems.badRequest(String.valueOf(ex.getMessage()));
	}

}
