package io.onsrelay.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UrlPathHelper;

/**
 * What templates ask of the page that they draw, under the name {@code page}.
 */
public final class PageContext {

	private final HttpServletRequest request;

	private final PageTimes times;

	private final Surroundings surroundings;

	private final UnaryOperator<String> assets;

	/**
	 * Creates the context.
	 * @param request the request for the page
	 * @param now the time
	 * @param surroundings what surrounds its content
	 * @param assets gives the path of a file by its name
	 */
	PageContext(HttpServletRequest request, Instant now, Surroundings surroundings, UnaryOperator<String> assets) {
		this.request = request;
		this.times = PageTimes.of(now, request.getParameter(PageTimes.PARAMETER));
		this.surroundings = surroundings;
		this.assets = assets;
	}

	/**
	 * Return the path of the page within the application.
	 * @return the path of the page within the application
	 */
	public String getPath() {
		return UrlPathHelper.defaultInstance.getPathWithinApplication(this.request);
	}

	/**
	 * Return the name of the user.
	 * @return the name of the user
	 */
	public @Nullable String getUser() {
		return this.request.getRemoteUser();
	}

	/**
	 * Return whether the user may change anything.
	 * @return {@code true} if so
	 */
	public boolean isOperator() {
		return this.request.isUserInRole("OPERATOR");
	}

	public Instant getNow() {
		return this.times.now();
	}

	public String getZoneName() {
		return this.times.zone().getId();
	}

	/**
	 * Return the zone that links of the page carry; {@code null} for UTC.
	 * @return the zone that links of the page carry
	 */
	public @Nullable String getLinkedZone() {
		return this.times.isUtc() ? null : getZoneName();
	}

	/**
	 * Return what else the address of the page has.
	 * @return what else the address of the page has
	 */
	public List<Map.Entry<String, String>> getParameters() {
		String query = Objects.requireNonNullElse(this.request.getQueryString(), "");
		return query.isEmpty() ? List.of()
				: this.request.getParameterMap()
					.entrySet()
					.stream()
					.filter((entry) -> !entry.getKey().equals(PageTimes.PARAMETER))
					.flatMap((entry) -> Stream.of(entry.getValue()).map((value) -> Map.entry(entry.getKey(), value)))
					.toList();
	}

	/**
	 * Return which version and commit of the service this is.
	 * @return which version and commit of the service this is
	 */
	public String getBuild() {
		return this.surroundings.build();
	}

	public List<Banner> getBanners() {
		return this.surroundings.banners().get();
	}

	/**
	 * Return the entries of the navigation.
	 * @return the entries of the navigation
	 */
	public List<NavigationEntry> getEntries() {
		return List.of(entry("/", "Overview", 0), entry("/messages", "Messages", 0),
				entry("/dead-letters", "Dead letters", this.surroundings.deadLetters().getAsLong()),
				entry("/destinations", "Destinations", 0), entry("/silences", "Silences", 0),
				entry("/routes", "Routes", 0), entry("/topics", "Topics", 0), entry("/audit", "Audit", 0));
	}

	private NavigationEntry entry(String path, String title, long count) {
		String here = getPath();
		return new NavigationEntry(path, title, here.equals(path) || (path.length() > 1 && here.startsWith(path + "/")),
				count);
	}

	public String asset(String name) {
		return this.assets.apply(name);
	}

	/**
	 * Return the command that gets a resource of the API.
	 * @param path its path within the application
	 * @return the command that gets a resource of the API
	 */
	public String curl(String path) {
		return "curl -u %s '%s'".formatted(Objects.requireNonNullElse(getUser(), "admin"),
				ServletUriComponentsBuilder.fromContextPath(this.request).path(path).toUriString());
	}

	public String format(Instant time) {
		return this.times.format(time);
	}

	public String relative(Instant time) {
		return this.times.relative(time);
	}

	public String hour(Instant time) {
		return this.times.hour(time);
	}

	public String duration(Duration duration) {
		return PageTimes.duration(duration);
	}

	/**
	 * An entry of the navigation.
	 *
	 * @param path its path
	 * @param title its title
	 * @param current whether the page is this one, or below it
	 * @param count what needs attention there
	 */
	record NavigationEntry(String path, String title, boolean current, long count) {
	}

}
