package io.onsrelay.standin;

import java.util.Map;

/**
 * A message as ONS posts it.
 *
 * @param id the id that ONS gives it and keeps over its retries
 * @param headers all headers of the request, with lower-case names as ONS sends them
 * @param body what was published, or the text of a confirmation
 */
public record OnsMessage(String id, Map<String, String> headers, String body) {
}
