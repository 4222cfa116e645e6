package io.onsrelay.routing.reload;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes of the routes take effect while the service runs.
 *
 * @param interval how often the files of the configuration are read; zero for only at the
 * start
 */
@ConfigurationProperties(prefix = "relay.reload", ignoreUnknownFields = false)
@Validated
record ReloadProperties(@DefaultValue("5s") @NotNull Duration interval) {
}
