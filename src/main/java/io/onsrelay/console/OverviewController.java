package io.onsrelay.console;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.WebRequest;

import io.onsrelay.console.message.MessageRow;
import io.onsrelay.console.view.LivePart;
import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.delivery.destination.HourlyCount;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.MessageQuery;
import io.onsrelay.search.MessageSearch;

/**
 * The first page: how each destination does.
 */
@Controller
final class OverviewController {

	private static final int NEWEST = 8;

	private final Destinations destinations;

	private final MessageSearch search;

	OverviewController(Destinations destinations, MessageSearch search) {
		this.destinations = destinations;
		this.search = search;
	}

	@GetMapping(path = "/", params = "!part")
	String overview(Model model) {
		model.addAttribute("cards", cards());
		model.addAttribute("rows",
				this.search.page(MessageQuery.ALL, null, NEWEST).items().stream().map(MessageRow::of).toList());
		return "console/overview";
	}

	@GetMapping(path = "/", params = "part=live")
	@Nullable String live(Model model, WebRequest request, HttpServletResponse response) {
		List<DestinationCard> cards = cards();
		model.addAttribute("cards", cards);
		return LivePart.isShown(request, response, cards) ? null : "console/overview :: live";
	}

	private List<DestinationCard> cards() {
		Map<Destination, List<HourlyCount>> day = this.destinations.lastDay();
		return this.destinations.list()
			.stream()
			.map((report) -> DestinationCard.of(report, day.get(report.destination())))
			.toList();
	}

}
