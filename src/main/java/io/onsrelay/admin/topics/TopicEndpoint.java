package io.onsrelay.admin.topics;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.search.topic.TopicOverview;
import io.onsrelay.search.topic.TopicOverview.TopicStatus;

/**
 * Lists topics.
 */
@RestController
@RequestMapping("/api/topics")
final class TopicEndpoint {

	private final TopicOverview topics;

	TopicEndpoint(TopicOverview topics) {
		this.topics = topics;
	}

	@Summary("Lists the topics and subscriptions, with their last messages and confirmations.")
	@GetMapping
	PageView<TopicStatus> list() {
		return PageView.whole(this.topics.list());
	}

}
