@NullMarked
package io.onsrelay.notifier.slack;

import org.jspecify.annotations.NullMarked;
