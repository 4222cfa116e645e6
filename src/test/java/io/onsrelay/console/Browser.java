package io.onsrelay.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Headless Chromium, as Debian installs it with its driver. Nothing is downloaded: both
 * are named by their paths.
 */
final class Browser implements AutoCloseable {

	private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final ChromeDriver driver;

	Browser() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(binary().orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-quic", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--lang=en-GB", "--force-device-scale-factor=1");
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString()))
					.usingAnyFreePort()
					.build(),
				options);
		this.driver.manage().timeouts().pageLoadTimeout(PATIENCE);
	}

	/**
	 * Return whether browser and driver are installed.
	 */
	static boolean isInstalled() {
		return binary().isPresent() && Files.isExecutable(DRIVER);
	}

	private static Optional<Path> binary() {
		return BROWSERS.stream().filter(Files::isExecutable).findFirst();
	}

	/**
	 * Sets how wide the window is, and which colours the user prefers.
	 */
	void look(int width, boolean dark) {
		resize(width, 900);
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	private void resize(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
	}

	/**
	 * Turns JavaScript off, or on again.
	 */
	void scripts(boolean on) {
		this.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
	}

	void forgetCookies() {
		this.driver.manage().deleteAllCookies();
	}

	void open(Object address) {
		this.driver.get(address.toString());
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	String address() {
		return String.valueOf(this.driver.getCurrentUrl());
	}

	String title() {
		return String.valueOf(this.driver.getTitle());
	}

	String text() {
		return find("body").getText();
	}

	/**
	 * Finds an element, also one of a page that is still on its way: what was pressed
	 * before leads there in its own time.
	 */
	WebElement find(String css) {
		return new WebDriverWait(this.driver, PATIENCE)
			.withMessage(() -> "No %s on %s:%n%s".formatted(css, address(), this.driver.getPageSource()))
			.ignoring(NoSuchElementException.class)
			.until((driver) -> driver.findElement(By.cssSelector(css)));
	}

	int count(String css) {
		return this.driver.findElements(By.cssSelector(css)).size();
	}

	void fill(String css, String value) {
		WebElement field = find(css);
		field.clear();
		field.sendKeys(value);
	}

	/**
	 * Presses a button by what it says to a screen reader.
	 */
	void press(String name) {
		follow("button", name);
	}

	/**
	 * Follows a link by what it says.
	 */
	void follow(String name) {
		follow("a", name);
	}

	private void follow(String tag, String name) {
		WebElement element = this.driver.findElements(By.tagName(tag))
			.stream()
			.filter((each) -> each.isDisplayed()
					&& (name.equals(each.getText()) || name.equals(each.getAccessibleName())))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No %s '%s' on %s:%n%s".formatted(tag, name, address(), text())));
		element.click();
	}

	/**
	 * Waits until the page says something, without asking for the page again.
	 */
	void await(String css, String text) {
		new WebDriverWait(this.driver, PATIENCE)
			.withMessage(() -> "'%s' in %s of %s:%n%s".formatted(text, css, address(), text()))
			.until((_) -> Stream.of(css).anyMatch((each) -> contains(each, text)));
	}

	private boolean contains(String css, String text) {
		try {
			return this.driver.findElements(By.cssSelector(css))
				.stream()
				.anyMatch((each) -> each.getText().contains(text));
		}
		catch (WebDriverException ex) {
			return false;
		}
	}

	Object run(String script) {
		Object result = this.driver.executeScript(script);
		return (result != null) ? result : "";
	}

	/**
	 * Return what is wrong with the page for those who use it by keyboard, screen reader
	 * or with few colours.
	 */
	List<String> violations() {
		return new AxeBuilder().analyze(this.driver).getViolations().stream().map(Browser::inWords).toList();
	}

	private static String inWords(Rule rule) {
		return "%s: %s".formatted(rule.getId(), rule.getNodes().stream().map((node) -> node.getHtml()).toList());
	}

	/**
	 * Return by how many pixels the page is wider than the window.
	 */
	long overflow() {
		return ((Number) run("return document.documentElement.scrollWidth - window.innerWidth")).longValue();
	}

	/**
	 * Takes a picture of the page, up to some height.
	 */
	void picture(Path file, int width, int most) throws IOException {
		long height = Math.min(most, ((Number) run("return document.documentElement.scrollHeight")).longValue());
		resize(width, Math.toIntExact(Math.max(300, height)));
		Object data = this.driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")).get("data");
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
		resize(width, 900);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
