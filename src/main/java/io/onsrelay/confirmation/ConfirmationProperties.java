package io.onsrelay.confirmation;

import java.util.List;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How subscriptions are confirmed.
 *
 * @param enabled whether subscriptions are confirmed automatically
 * @param allowedOrigins origins beside Oracle's whose confirmation URLs are called, such
 * as http://127.0.0.1:9000, even if they resolve to an internal address; for rehearsals
 * and private realms
 * @param realmDomains domains of Oracle's realms beside the built-in ones, such as
 * oraclecloud99.com
 */
@Validated
@ConfigurationProperties(prefix = "relay.confirmation", ignoreUnknownFields = false)
record ConfirmationProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue List<@Pattern(regexp = ORIGIN, message = "is no origin: write scheme://host[:port]",
				flags = Pattern.Flag.CASE_INSENSITIVE) String> allowedOrigins,
		@DefaultValue List<@Pattern(regexp = DOMAIN, message = "is no domain, such as oraclecloud.com",
				flags = Pattern.Flag.CASE_INSENSITIVE) String> realmDomains) {

	private static final String ORIGIN = "https?://([a-z0-9.-]+|\\[[0-9a-f:]+\\])(:[0-9]{1,5})?";

	private static final String DOMAIN = "[a-z0-9-]+(\\.[a-z0-9-]+)+";

}
