/**
 * Slack's message format: text, blocks, attachments, mentions, and digests of many
 * messages.
 */
@NullMarked
package io.onsrelay.notifier.slack.payload;

import org.jspecify.annotations.NullMarked;
