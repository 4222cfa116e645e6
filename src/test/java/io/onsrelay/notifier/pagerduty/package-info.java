@NullMarked
package io.onsrelay.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
