package io.onsrelay.standin;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The channel of {@link StandInSlack} for a person to look at: a page that shows what is
 * posted as it arrives.
 */
final class SlackChannelPage {

	private static final String PAGE = """
			<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>#ops · stand-in for Slack</title>
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<link rel="icon" href="data:,"><style>
			{style}
			header{position:sticky;top:0;z-index:1;background:var(--ground);border-bottom:1px solid var(--frame);padding:10px 20px}
			header b{font-size:17px}header p,#state{margin:0;color:var(--quiet);font-size:13px}
			main{max-width:760px;padding:4px 20px 40px}
			article{padding:10px 0 10px 48px;position:relative;border-bottom:1px solid var(--tag)}
			article::before{content:'';position:absolute;left:0;top:13px;width:36px;height:36px;border-radius:6px;
			background:#0a58a8}#state{padding:14px 0}
			</style></head><body><header><b># ops</b><p>A stand-in for Slack: what the relay posts is drawn here as it
			arrives, much as Slack draws it. Nothing leaves this machine.</p></header>
			<main><div id="posts">{posts}</div><p id="state">{state}</p></main><script>
			let shown = {count};
			const posts = document.getElementById('posts'), state = document.getElementById('state');
			const local = (part) => part.querySelectorAll('time').forEach((time) => time.textContent =
				new Date(time.dateTime).toLocaleString([], {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'}));
			const atEnd = () => innerHeight + scrollY > document.body.scrollHeight - 80;
			async function look() {
				try {
					const response = await fetch('posts?from=' + shown);
					const part = document.createElement('template');
					part.innerHTML = await response.text();
					const follow = atEnd();
					shown += part.content.querySelectorAll('article').length;
					local(part.content);
					posts.append(part.content);
					state.textContent = shown ? '' : 'Nothing was posted yet.';
					if (follow) { scrollTo(0, document.body.scrollHeight); }
				} catch (error) {
					state.textContent = 'The rehearsal has ended.';
				}
			}
			local(document);
			scrollTo(0, document.body.scrollHeight);
			setInterval(() => document.hidden || look(), 1000);
			</script></body></html>
			""";

	private SlackChannelPage() {
	}

	/**
	 * Draws the whole channel.
	 * @param posts what was posted, in its order
	 * @return a page that asks for {@code posts?from=…} every second while it is visible
	 */
	static String page(List<SlackPost> posts) {
		return PAGE.replace("{style}", SlackDrawing.STYLE)
			.replace("{count}", Integer.toString(posts.size()))
			.replace("{state}", posts.isEmpty() ? "Nothing was posted yet." : "")
			.replace("{posts}", posts(posts));
	}

	/**
	 * Draws posts.
	 * @param posts what was posted, in its order
	 * @return a part of a page
	 */
	static String posts(List<SlackPost> posts) {
		return posts.stream()
			.map((post) -> "<article>" + SlackDrawing.draw(post.payload()) + "</article>\n")
			.collect(Collectors.joining());
	}

}
