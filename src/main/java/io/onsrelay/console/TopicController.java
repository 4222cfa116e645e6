package io.onsrelay.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import io.onsrelay.search.topic.TopicOverview;

/**
 * The topics with their subscriptions, and the requests to confirm them.
 */
@Controller
final class TopicController {

	private final TopicOverview topics;

	TopicController(TopicOverview topics) {
		this.topics = topics;
	}

	@GetMapping("/topics")
	String topics(Model model) {
		model.addAttribute("topics", this.topics.list());
		return "console/topics";
	}

}
