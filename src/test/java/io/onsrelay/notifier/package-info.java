@NullMarked
package io.onsrelay.notifier;

import org.jspecify.annotations.NullMarked;
