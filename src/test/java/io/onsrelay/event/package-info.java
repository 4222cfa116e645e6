@NullMarked
package io.onsrelay.event;

import org.jspecify.annotations.NullMarked;
