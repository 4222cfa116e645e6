package io.onsrelay.notifier;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * Captures what this service and its HTTP client log, at every level.
 */
public final class LogCapture implements AutoCloseable {

	private static final List<String> LOGGERS = List.of("io.onsrelay", "org.apache.hc");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public LogCapture() {
		this.appender.start();
		for (String name : LOGGERS) {
			logger(name).setLevel(Level.TRACE);
			logger(name).setAdditive(false);
			logger(name).addAppender(this.appender);
		}
	}

	/**
	 * Return what was logged, stack traces among it.
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		for (ILoggingEvent event : List.copyOf(this.appender.list)) {
			text.append(event.getFormattedMessage()).append('\n');
			if (event.getThrowableProxy() != null) {
				text.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
			}
		}
		return text.toString();
	}

	@Override
	public void close() {
		for (String name : LOGGERS) {
			logger(name).detachAppender(this.appender);
			logger(name).setAdditive(true);
			logger(name).setLevel(null);
		}
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

}
